// RFC 9457, Problem Details for HTTP APIs.
#include <gtest/gtest.h>

#include <talaria/describe/http_errors.hpp>
#include <talaria/describe/problem_details.hpp>

namespace talaria {
namespace {

struct OutOfCredit {
  static constexpr int status_code = 403;
  static constexpr std::string_view problem_type = "https://example.com/probs/out-of-credit";
  static constexpr std::string_view problem_title = "You do not have enough credit.";
  std::string detail;
  int balance = 0;
  std::vector<std::string> accounts = {};
};

const http::RequestHead head = [] {
  http::RequestHead made;
  made.target = "/account/12345/msgs/abc";
  return made;
}();

Response answer(const HTTPException& error) {
  const Request request(head);
  return error_policy<ProblemErrors>->http_response(request, error);
}

std::string errors_of(model::Errors errors) {
  const Request request(head);
  const auto response =
      error_policy<ProblemErrors>->validation_error(request, RequestValidationError(std::move(errors), nullptr));
  return dump_json((*parse_json(response.body))["errors"]);
}

TEST(ProblemDetails, OfAStatusAlone) {
  const Response response = answer(HTTPException(404));
  EXPECT_EQ(response.status_code, 404);
  EXPECT_EQ(response.media_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"about:blank","title":"Not Found","status":404,"instance":"/account/12345/msgs/abc"})");
}

TEST(ProblemDetails, OfAnException) {
  const Response response = answer(HTTPException(404, "No such message", {{"x-a", "b"}}));
  EXPECT_EQ((*parse_json(response.body))["detail"], Json("No such message"));
  EXPECT_EQ(response.headers.get("x-a"), "b");
  const Json other = *parse_json(answer(HTTPException(409, JsonArray{1, 2})).body);
  EXPECT_EQ(other["context"], Json(JsonArray{1, 2}));
  EXPECT_FALSE(other.as_object().contains("detail"));
  EXPECT_EQ((*parse_json(answer(HTTPException(499, "Odd")).body))["title"], Json("Error"));
}

// The example of RFC 9457 section 3.
TEST(ProblemDetails, OfADeclaredErrorWithExtensionMembers) {
  const OutOfCredit error{.detail = "Your current balance is 30, but that costs 50.",
                          .balance = 30,
                          .accounts = {"/account/12345", "/account/67890"}};
  EXPECT_EQ(
      answer(describe::make_exception({&describe::error_info<OutOfCredit>, &error})).body,
      R"({"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit.","status":403,)"
      R"("detail":"Your current balance is 30, but that costs 50.","instance":"/account/12345/msgs/abc",)"
      R"("balance":30,"accounts":["/account/12345","/account/67890"]})");
}

TEST(ProblemDetails, OfAValidationError) {
  const Request request(head);
  const RequestValidationError one({model::make_error("missing", {"body", "age"}, nullptr)}, nullptr);
  const Response response = error_policy<ProblemErrors>->validation_error(request, one);
  EXPECT_EQ(response.status_code, 422);
  const Json body = *parse_json(response.body);
  EXPECT_EQ(body["status"], Json(422));
  EXPECT_EQ(dump_json(body["errors"]),
            R"([{"detail":"Field required","code":"missing","in":"body","pointer":"#/age"}])");
}

TEST(ProblemDetails, PointsIntoBodiesAndParameters) {
  EXPECT_EQ(errors_of({model::make_error("missing", {"body"}, nullptr)}),
            R"([{"detail":"Field required","code":"missing","in":"body","pointer":"#"}])");
  EXPECT_EQ(errors_of({model::make_error("missing", {"body", "a/b~c d", std::int64_t{2}, "\xc3\xa4"}, nullptr)}),
            R"([{"detail":"Field required","code":"missing","in":"body","pointer":"#/a~1b~0c%20d/2/%C3%A4"}])");
  EXPECT_EQ(errors_of({model::make_error("json_invalid", {"body", std::int64_t{7}}, nullptr)}),
            R"([{"detail":"JSON decode error","code":"json_invalid","in":"body"}])");
  EXPECT_EQ(errors_of({model::make_error("missing", {"query", "tags", std::int64_t{1}}, nullptr)}),
            R"([{"detail":"Field required","code":"missing","in":"query","name":"tags","pointer":"#/1"}])");
  EXPECT_EQ(errors_of({model::make_error("missing", {"header", "x-a"}, nullptr)}),
            R"([{"detail":"Field required","code":"missing","in":"header","name":"x-a"}])");
}

TEST(ProblemDetails, OfAServerErrorSaysNothingOfIt) {
  const Request request(head);
  EXPECT_EQ(error_policy<ProblemErrors>->server_error(request).body,
            R"({"type":"about:blank","title":"Internal Server Error","status":500,)"
            R"("instance":"/account/12345/msgs/abc"})");
}

}  // namespace
}  // namespace talaria
