// Handlers that yield: JSON Lines, events, texts; when their dependencies close, and what those hear of errors.
#include "recording.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/event_source_response.hpp>
#include <talaria/describe/resource.hpp>
#include <talaria/describe/response_or.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::operation_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Item {
  std::string name;
  std::optional<double> price = {};
};
struct Public {
  std::string name;
};

Resource<std::string> session() {
  std::string value = "session";
  recording.add("open");
  try {
    co_yield value;
  } catch (const std::exception& error) {
    recording.add(std::string("sees ") + error.what());
    throw;
  }
  recording.add("close");
}

Stream<Item> items(Query<int, "count", defaults{2}> count, Depends<session> db) {
  recording.add("begins with " + *db);
  for (int i = 0; i < count; ++i) {
    co_await sleep({});
    const Item item{"item " + std::to_string(i)};
    co_yield item;
  }
  recording.add("ends");
}

Stream<Item> items_before_sending(Depends<session, Scope::function>) {
  recording.add("begins");
  const Item item{"a"};
  co_yield item;
}

Generator<int> numbers() {
  for (int i = 1; i <= 3; ++i) co_yield i;
}

Stream<Item> failing(Depends<session>) {
  const Item item{"a"};
  co_yield item;
  throw std::runtime_error("boom");
}

Task<Stream<Item>> late(Query<bool, "fail"> fail) {
  if (fail) throw HTTPException(409, "not now");
  const auto make = []() -> Stream<Item> {
    const Item item{"late"};
    co_yield item;
  };
  co_return make();
}

Task<ResponseOr<Stream<Item>>> either(Query<bool, "redirect"> redirect) {
  if (redirect) co_return RedirectResponse("/items");
  const auto make = []() -> Stream<Item> {
    const Item item{"either"};
    co_yield item;
  };
  co_return make();
}

Stream<std::string> texts(Response& response, Depends<session> db) {
  response.headers.set("x-from", *db);
  response.status_code = 203;
  co_yield "a";
  co_yield *db;
}

Stream<Item> events() {
  const Item item{"a", 1};
  co_yield item;
}

std::string fault_of(void (*fill)(App& app)) {
  App app;
  fill(app);
  try {
    app.freeze();
  } catch (const RegistrationError& error) {
    return error.what();
  }
  return {};
}

TEST(JsonLines, AreTheValuesOfAStream) {
  App app;
  app.get<items>("/items");
  app.get<numbers>("/numbers", {.status_code = 202});
  TestClient client(app);
  recording.take();
  const auto response = client.get("/items");
  EXPECT_EQ(response.header("content-type"), "application/jsonl");
  EXPECT_EQ(response.text, "{\"name\":\"item 0\",\"price\":null}\n{\"name\":\"item 1\",\"price\":null}\n");
  EXPECT_THAT(recording.take(), ElementsAre("open", "begins with session", "ends", "close"));
  const auto plain = client.get("/numbers");
  EXPECT_EQ(plain.text, "1\n2\n3\n");
  EXPECT_EQ(plain.status_code, 202);
  EXPECT_EQ(client.get("/items?count=0").text, "");
  EXPECT_EQ(client.get("/items?count=x").status_code, 422);
}

TEST(JsonLines, AreWrittenByTheResponseModel) {
  App app;
  app.get<items>("/public", {.response_model = schema_of<Public>});
  app.get<items>("/short", {.response_model_exclude_none = true});
  TestClient client(app);
  EXPECT_EQ(client.get("/public?count=1").text, "{\"name\":\"item 0\"}\n");
  EXPECT_EQ(client.get("/short?count=1").text, "{\"name\":\"item 0\"}\n");
}

TEST(JsonLines, CloseDependenciesByTheirScope) {
  App app;
  app.get<items_before_sending>("/");
  TestClient client(app);
  recording.take();
  EXPECT_EQ(client.get("/").status_code, 200);
  EXPECT_THAT(recording.take(), ElementsAre("open", "close", "begins"));
}

TEST(JsonLines, TellDependenciesOfAFailure) {
  App app;
  app.get<failing>("/");
  TestClient client(app);
  recording.take();
  EXPECT_THROW(client.get("/"), std::runtime_error);
  EXPECT_THAT(recording.take(), ElementsAre("open", "sees boom"));
}

TEST(JsonLines, MayBeginAfterAwaiting) {
  App app;
  app.get<late>("/");
  app.get<either>("/either");
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/?fail=0").text, "{\"name\":\"late\",\"price\":null}\n");
  EXPECT_EQ(client.get("/?fail=1").status_code, 409);
  EXPECT_EQ(client.get("/either?redirect=0").text, "{\"name\":\"either\",\"price\":null}\n");
  EXPECT_EQ(client.get("/either?redirect=1").status_code, 307);
}

TEST(Streams, OfTextsAreSentAsTheyAre) {
  App app;
  app.get<texts>("/", {.response_class = response_class<StreamingResponse>});
  app.head<texts>("/", {.response_class = response_class<StreamingResponse>});
  TestClient client(app);
  const auto response = client.get("/");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.text, "asession");
  recording.take();
  EXPECT_EQ(client.head("/").status_code, 200);
  EXPECT_THAT(recording.take(), ElementsAre("open", "close"));
}

TEST(Streams, OfItemsBecomeEvents) {
  App app;
  app.get<events>("/", {.response_class = response_class<EventSourceResponse>});
  TestClient client(app);
  const auto response = client.get("/");
  EXPECT_EQ(response.header("content-type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(response.text, "data: {\"name\":\"a\",\"price\":1.0}\n\n");
}

TEST(Streams, NeedAResponseClassThatFits) {
  EXPECT_THAT(
      fault_of([](App& app) { app.get<items>("/", {.response_class = response_class<HTMLResponse>}); }),
      HasSubstr("GET / (items): the response class of a handler that yields is derived from StreamingResponse"));
  EXPECT_THAT(fault_of([](App& app) { app.get<items>("/", {.response_class = response_class<StreamingResponse>}); }),
              HasSubstr("its response class sends texts, and it yields none"));
  const auto of_events = [](App& app) {
    const auto make = []() -> Stream<ServerSentEvent> { co_yield ServerSentEvent(); };
    app.get("/", make, {.name = "make"});
  };
  EXPECT_THAT(fault_of(of_events), HasSubstr("a ServerSentEvent is sent by"));
  const auto of_text = [](App& app) {
    const auto make = []() -> std::string { return "a"; };
    app.get("/", make, {.name = "make", .response_class = response_class<EventSourceResponse>});
  };
  EXPECT_THAT(fault_of(of_text), HasSubstr("its response class is for handlers that yield"));
  const auto of_views = [](App& app) {
    const auto make = []() -> Stream<std::string_view> { co_yield "a"; };
    app.get("/", make, {.name = "make"});
  };
  EXPECT_THAT(fault_of(of_views), HasSubstr("views are no JSON"));
}

TEST(Streams, AreDocumentedByTheirItems) {
  App app;
  app.get<items>("/items");
  app.get<numbers>("/numbers");
  app.get<events>("/events", {.response_class = response_class<EventSourceResponse>});
  const Json& paths = app.openapi()["paths"];
  const auto content = [&](const char* path) { return paths[path]["get"]["responses"]["200"]["content"]; };
  EXPECT_EQ(content("/items")["application/jsonl"]["itemSchema"]["$ref"], "#/components/schemas/Item");
  EXPECT_EQ(content("/numbers")["application/jsonl"]["itemSchema"],
            (Json(JsonObject{{"type", "integer"}, {"title", "Streamitem Numbers Numbers Get"}})));
  const Json data = content("/events")["text/event-stream"]["itemSchema"]["properties"]["data"];
  EXPECT_EQ(data["contentSchema"]["$ref"], "#/components/schemas/Item");
  EXPECT_TRUE(app.openapi()["components"]["schemas"].as_object().contains("Item"));
}

}  // namespace
}  // namespace talaria::operation_test
