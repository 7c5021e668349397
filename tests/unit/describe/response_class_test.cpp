#include <gtest/gtest.h>

#include <talaria/describe/response_class.hpp>

namespace talaria {
namespace {

class ProblemResponse : public JSONResponse {
 public:
  static constexpr std::string_view documented_media_type = "application/problem+json";
  explicit ProblemResponse(const Json& content, int status = 200) : JSONResponse(content, status) {
    media_type = documented_media_type;
  }
};

TEST(ResponseClass, SaysWhatItIsMadeOf) {
  const auto& html = *response_class<HTMLResponse>;
  EXPECT_EQ(html.media_type, "text/html");
  EXPECT_FALSE(html.is_json);
  const Response page = html.make_of_text("<p>", 203);
  EXPECT_EQ(page.body, "<p>");
  EXPECT_EQ(page.status_code, 203);
  EXPECT_EQ(page.media_type, "text/html; charset=utf-8");
}

TEST(ResponseClass, OfJsonNeedsNoFunction) {
  const auto& json = *response_class<JSONResponse>;
  EXPECT_TRUE(json.is_json);
  EXPECT_EQ(json.make_of_text, nullptr);
  EXPECT_EQ(json.make_of_json, nullptr);
}

TEST(ResponseClass, MayBeDerivedFromJson) {
  const auto& problem = *response_class<ProblemResponse>;
  EXPECT_TRUE(problem.is_json);
  EXPECT_EQ(problem.make_of_text, nullptr);
  const Response response = problem.make_of_json(JsonObject{{"a", 1}}, 400);
  EXPECT_EQ(response.media_type, "application/problem+json");
  EXPECT_EQ(response.body, R"({"a":1})");
}

class IndentedResponse : public Response {
 public:
  static constexpr std::string_view documented_media_type = "application/json";
  explicit IndentedResponse(const Json& content, int status = 200)
      : Response(dump_json_pretty(content), status, documented_media_type) {}
};

// As in FastAPI, only a JSONResponse has the schema of the response model in the document.
TEST(ResponseClass, MayBeMadeOfJsonWithoutBeingJsonResponse) {
  const auto& indented = *response_class<IndentedResponse>;
  EXPECT_FALSE(indented.is_json);
  EXPECT_EQ(indented.make_of_text, nullptr);
  EXPECT_EQ(indented.make_of_json(JsonObject{{"a", 1}}, 200).body, "{\n  \"a\": 1\n}");
}

class CsvResponse : public StreamingResponse {
 public:
  static constexpr std::string_view documented_media_type = "text/csv";
  using StreamingResponse::StreamingResponse;
};

TEST(ResponseClass, MayBeOfWhatIsStreamed) {
  const auto make = []() -> Stream<std::string> { co_yield "a"; };
  const auto& csv = *response_class<CsvResponse>;
  EXPECT_EQ(csv.media_type, "text/csv");
  EXPECT_FALSE(csv.is_event_stream);
  EXPECT_EQ(csv.make_of_text, nullptr);
  EXPECT_TRUE(csv.make_of_stream(make(), 200).stream);
  EXPECT_EQ(response_class<StreamingResponse>->media_type, "");
  EXPECT_TRUE(response_class<EventSourceResponse>->is_event_stream);
}

TEST(ResponseClass, HasItsOwnStatus) {
  EXPECT_EQ(response_class<RedirectResponse>->status_code, 307);
  EXPECT_EQ(response_class<RedirectResponse>->media_type, "");
  EXPECT_EQ(response_class<RedirectResponse>->make_of_text("/x", 307).headers.get("location"), "/x");
}

}  // namespace
}  // namespace talaria
