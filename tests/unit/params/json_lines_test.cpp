#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/params/json_lines.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Item {
  std::string name;
  Field<double, gt{0}, defaults{1}> price = {};
};

// The body in pieces of a size, and how many of them were asked for.
class Pieces final : public http::BodySource {
 public:
  Pieces(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}
  Task<std::string_view> next() override {
    ++asked;
    co_await sleep(async::Duration::zero());
    // What was given out before is gone, as in a server's buffer.
    buffer_.assign(text_, std::min(at_, text_.size()), size_);
    at_ += buffer_.size();
    co_return buffer_;
  }
  int asked = 0;

 private:
  std::string text_;
  std::string buffer_;
  std::size_t size_;
  std::size_t at_ = 0;
};

// What was read: "line:name", or what was wrong.
template <std::size_t Longest>
Task<void> read_into(std::vector<std::string>& out, Request& request) {
  using Lines = JsonLines<Item, Longest>;
  Lines items = params::Argument<Lines>::take(&request);
  for (bool more = true; more;) {
    std::string text;
    try {
      if (const Item* const item = co_await items.next()) {
        text = std::to_string(items.line()) + ":" + item->name;
      } else {
        more = false;
      }
    } catch (const RequestValidationError& error) {
      text = error.json();
    } catch (const http::BodyError& error) {
      text = std::to_string(error.status_code()) + " " + error.what();
      more = false;
    } catch (const HTTPException& error) {
      text = error.what();
    }
    if (!text.empty()) out.push_back(text);
  }
}

template <std::size_t Longest = 1000>
std::vector<std::string> read_lines(const std::string& text, std::size_t piece = 1) {
  http::RequestHead head;
  Pieces pieces(text, piece);
  Request request(head, &pieces);
  std::vector<std::string> out;
  run_until_complete(read_into<Longest>(out, request));
  return out;
}

TEST(JsonLines, AreCutWhereverTheyArePieced) {
  const std::string text = "{\"name\":\"a\"}\n\n  \r\n{\"name\":\"b\", \"price\": 2}\r\n{\"name\":\"c\"}";
  for (std::size_t size = 1; size <= text.size() + 1; ++size) {
    EXPECT_THAT(read_lines(text, size), ElementsAre("1:a", "4:b", "5:c")) << size;
    EXPECT_THAT(read_lines(text + "\n", size), ElementsAre("1:a", "4:b", "5:c")) << size;
  }
  EXPECT_TRUE(read_lines("").empty());
  EXPECT_TRUE(read_lines("\n\n").empty());
}

TEST(JsonLines, TellTheLineOfAFault) {
  const auto seen =
      read_lines("{\"name\":\"a\"}\n{\"price\":-1}\n{\"name\"}\n[]\nnull\n{\"name\":\"b\",\"price\":\"3\"}\n");
  ASSERT_EQ(seen.size(), 6u);
  EXPECT_EQ(seen[0], "1:a");
  const Json two = parse_json(seen[1]).value();
  ASSERT_EQ(two.as_array().size(), 2u);
  EXPECT_EQ(two[0]["type"], "missing");
  EXPECT_EQ(two[0]["loc"], (JsonArray{"body", 2, "name"}));
  EXPECT_EQ(two[1]["type"], "greater_than");
  EXPECT_EQ(two[1]["loc"], (JsonArray{"body", 2, "price"}));
  const Json three = parse_json(seen[2]).value();
  EXPECT_EQ(three[0]["type"], "json_invalid");
  EXPECT_EQ(three[0]["loc"], (JsonArray{"body", 3, 7}));
  EXPECT_EQ(three[0]["ctx"]["error"], "Expecting ':' delimiter");
  EXPECT_EQ(parse_json(seen[3]).value()[0]["type"], "model_attributes_type");
  EXPECT_EQ(parse_json(seen[4]).value()[0]["loc"], (JsonArray{"body", 5}));
  EXPECT_EQ(seen[5], "6:b") << "conversions are made as in other bodies";
  EXPECT_THAT(read_lines("\"\xff\"\n{\"name\":\"a\"}"),
              ElementsAre("400: There was an error parsing line 1 of the body", "2:a"));
}

TEST(JsonLines, AreNotLongerThanTheySay) {
  for (const std::size_t size : {1u, 7u, 1000u}) {
    EXPECT_THAT(read_lines<12>("{\"name\":\"a\"}\n{\"name\":\"b\"}", size), ElementsAre("1:a", "2:b")) << size;
    EXPECT_THAT(read_lines<12>("{\"name\":\"a\"}\n{\"name\":\"long\"}\n{\"name\":\"c\"}\n", size),
                ElementsAre("1:a", "413 line 2 of the body is longer than 12 octets"))
        << size;
  }
}

TEST(JsonLines, AreReadAsTheyAreTaken) {
  http::RequestHead head;
  Pieces pieces("1\n2\n3\n4\n", 2);
  Request request(head, &pieces);
  const auto first = [](Request& one) -> Task<int> {
    auto numbers = params::Argument<JsonLines<int>>::take(&one);
    const int* const number = co_await numbers.next();
    co_return *number;
  };
  EXPECT_EQ(run_until_complete(first(request)), 1);
  EXPECT_EQ(pieces.asked, 1);
}

Task<Json> import_items(JsonLines<Item> items, Query<int, "factor", defaults{1}> factor) {
  double sum = 0;
  while (const Item* const item = co_await items.next()) sum += item->price * factor;
  co_return JsonObject{{"lines", items.line()}, {"sum", sum}};
}

// Both ways: a line is answered before the next one is asked for.
Stream<Item> doubled(JsonLines<Item> items) {
  while (const Item* const item = co_await items.next()) {
    const Item twice{item->name + item->name, item->price * 2};
    co_yield twice;
  }
}

Task<int> sum_of(JsonLines<Field<int, ge{0}>> numbers) {
  int sum = 0;
  while (const int* const number = co_await numbers.next()) sum += *number;
  co_return sum;
}

TestRequest lines(std::string text, std::string type = "application/jsonl") {
  return {.headers = {{"content-type", std::move(type)}}, .content = std::move(text)};
}

TEST(JsonLines, AreAParameterOfHandlers) {
  App app;
  app.post<import_items>("/items");
  app.post<doubled>("/doubled");
  app.post<sum_of>("/sum");
  TestClient client(app);
  EXPECT_EQ(client.post("/items?factor=2", lines("{\"name\":\"a\"}\n{\"name\":\"b\",\"price\":3}\n")).text,
            R"({"lines":2,"sum":8.0})");
  EXPECT_EQ(client.post("/items", lines("", "application/x-ndjson; charset=utf-8")).text, R"({"lines":0,"sum":0.0})");
  EXPECT_EQ(client.post("/doubled", lines("{\"name\":\"a\"}\n{\"name\":\"b\"}")).text,
            "{\"name\":\"aa\",\"price\":2.0}\n{\"name\":\"bb\",\"price\":2.0}\n");
  EXPECT_EQ(client.post("/sum", lines("1\n2\n3")).text, "6");
  EXPECT_EQ(client.post("/sum", lines("1\n-2")).json()["detail"][0]["loc"], (JsonArray{"body", 2}));
}

TEST(JsonLines, AreAnsweredWithWhatIsWrong) {
  App app;
  app.post<import_items>("/items");
  app.post<sum_of>("/lax", {.strict_content_type = false});
  app.post<sum_of>("/small", {.max_body_size = 10});
  TestClient client(app);
  const auto invalid = client.post("/items", lines("{\"name\":\"a\"}\n{\"price\":1}"));
  EXPECT_EQ(invalid.status_code, 422);
  EXPECT_EQ(invalid.text,
            R"({"detail":[{"type":"missing","loc":["body",2,"name"],"msg":"Field required","input":{"price":1}}]})");
  EXPECT_EQ(client.post("/items?factor=x", lines("")).json()["detail"][0]["loc"], (JsonArray{"query", "factor"}));
  EXPECT_EQ(client.post("/items", lines("{}", "application/json")).status_code, 415);
  EXPECT_EQ(client.post("/items", {.content = "{}"}).status_code, 415);
  EXPECT_EQ(client.post("/lax", {.content = "1"}).text, "1");
  EXPECT_EQ(client.post("/lax", lines("1", "text/plain")).status_code, 415);
  const auto large = client.post("/small", lines("1\n2\n3\n4\n5\n6\n"));
  EXPECT_EQ(large.status_code, 413);
}

TEST(JsonLines, AreDocumentedAsItems) {
  App app;
  app.post<import_items>("/items");
  const Json& body = app.openapi()["paths"]["/items"]["post"]["requestBody"];
  EXPECT_EQ(dump_json(body),
            R"({"required":true,"content":{"application/jsonl":{"itemSchema":{"$ref":"#/components/schemas/Item"}}}})");
  EXPECT_TRUE(app.openapi()["paths"]["/items"]["post"]["responses"].as_object().contains("422"));
}

Task<int> reads_a_body(Body<Item>) {
  co_return 1;
}
Task<int> reads_lines(JsonLines<Item>) {
  co_return 1;
}
Task<void> with_body(JsonLines<Item>, Depends<reads_a_body>) {
  co_return;
}
Task<void> twice(JsonLines<Item>, Depends<reads_lines>) {
  co_return;
}

TEST(JsonLines, AreTheWholeBody) {
  for (const bool both : {true, false}) {
    App app;
    both ? app.post<with_body>("/") : app.post<twice>("/");
    try {
      app.freeze();
      FAIL();
    } catch (const RegistrationError& error) {
      EXPECT_THAT(error.what(), HasSubstr("JsonLines takes the whole body"));
    }
  }
}

}  // namespace
}  // namespace talaria
