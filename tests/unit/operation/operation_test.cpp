// The way of a request through an operation: dependencies, body, handler, response, and what may go wrong.
#include "recording.hpp"

#include <memory>
#include <thread>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::operation_test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TestResponse get(App& app, std::string_view url, const TestRequest& request = {}) {
  recording.take();
  TestClient client(app);
  return client.get(url, request);
}

TestResponse post(App& app, std::string_view url, const TestRequest& request = {}) {
  recording.take();
  TestClient client(app);
  return client.post(url, request);
}

std::vector<std::string> errors_of(const TestResponse& response) {
  std::vector<std::string> found;
  const Json body = response.json();
  for (const auto& error : body["detail"].as_array()) found.push_back(dump_json(error["loc"]));
  return found;
}

// Results.

struct Item {
  std::string name;
  std::optional<int> size = {};
};

Item item_result() {
  return {"a", 5};
}
Task<std::vector<Item>> list_result() {
  co_return std::vector<Item>{{"a", {}}};
}
void nothing() {}
Task<void> nothing_later() {
  co_return;
}
JSONResponse own_response() {
  return JSONResponse("own", 418);
}
Task<std::optional<Item>> optional_result() {
  co_return std::nullopt;
}
const Item& reference_result() {
  static const Item item{"kept", 1};
  return item;
}

Json json_result() {
  return 5;
}

TEST(Operation, WritesTheResult) {
  App app;
  app.get<item_result>("/item");
  app.get<list_result>("/list");
  app.get<nothing>("/nothing");
  app.get<nothing_later>("/later");
  app.get<own_response>("/own", {.status_code = 201});
  app.get<optional_result>("/optional");
  app.get<reference_result>("/reference");
  TestClient client(app);
  const TestResponse item = client.get("/item");
  EXPECT_EQ(item.text, R"({"name":"a","size":5})");
  EXPECT_EQ(item.header("content-type"), "application/json");
  EXPECT_EQ(client.get("/list").text, R"([{"name":"a","size":null}])");
  EXPECT_EQ(client.get("/nothing").text, "null");
  EXPECT_EQ(client.get("/later").text, "null");
  EXPECT_EQ(client.get("/own").status_code, 418) << "a Response is sent as it is";
  EXPECT_EQ(client.get("/optional").text, "null");
  EXPECT_EQ(client.get("/reference").text, R"({"name":"kept","size":1})");
}

TEST(Operation, StatusesWithoutContentHaveNone) {
  App app;
  app.get<item_result>("/created", {.status_code = 201});
  app.get<nothing>("/no_content", {.status_code = 204});
  app.get<json_result>("/not_modified", {.status_code = 304});
  TestClient client(app);
  EXPECT_EQ(client.get("/created").status_code, 201);
  const TestResponse none = client.get("/no_content");
  EXPECT_EQ(none.status_code, 204);
  EXPECT_EQ(none.text, "");
  EXPECT_EQ(none.header("content-type"), "");
  EXPECT_EQ(client.get("/not_modified").text, "");
}

// Dependencies.

int first() {
  recording.add("first");
  return 1;
}
Task<int> second(Depends<first> value) {
  recording.add("second");
  co_return *value + 1;
}
int third(Depends<second> two, Depends<first> one) {
  recording.add("third");
  return *two + *one;
}
Task<Json> chain(Depends<third> three, Depends<first> one, Depends<second> two) {
  recording.add("handler");
  co_return JsonArray{*three, *one, *two};
}

TEST(Operation, CallsEachDependencyOnceAndBeforeWhoNeedsIt) {
  App app;
  app.get<chain>("/");
  EXPECT_EQ(get(app, "/").text, "[3,1,2]");
  EXPECT_THAT(recording.take(), ElementsAre("first", "second", "third", "handler"));
}

Task<Json> uncached(Depends<first> a, Depends<first, use_cache{false}> b, Depends<second, use_cache{false}> c) {
  co_return JsonArray{*a, *b, *c};
}

TEST(Operation, CallsAnUncachedDependencyAgain) {
  App app;
  app.get<uncached>("/");
  EXPECT_EQ(get(app, "/").text, "[1,1,2]");
  EXPECT_THAT(recording.take(), ElementsAre("first", "first", "second"));
}

Task<void> check_app() {
  recording.add("app");
  co_return;
}
void check_router() {
  recording.add("router");
}
void check_include() {
  recording.add("include");
}
Task<void> check_route() {
  recording.add("route");
  co_return;
}
Task<Json> after_checks(Depends<first> value) {
  recording.add("handler");
  co_return *value;
}

TEST(Operation, DependenciesOfAppRoutersAndRouteComeFirstInThisOrder) {
  App app{{.dependencies = {depends<check_app>}}};
  Router router{{.dependencies = {depends<check_router>}}};
  router.get<after_checks>("/x", {.dependencies = {depends<check_route>, depends<check_app>}});
  app.include_router(router, {.prefix = "/r", .dependencies = {depends<check_include>}});
  EXPECT_EQ(get(app, "/r/x").status_code, 200);
  EXPECT_THAT(recording.take(), ElementsAre("app", "include", "router", "route", "first", "handler"));
}

struct Adder {
  int amount = 0;
  int operator()(Query<int, "n"> n) const { return *n + amount; }
};
inline constexpr Adder add_ten{10};
inline constexpr auto doubled = [](Query<int, "n"> n) { return 2 * *n; };

Task<Json> objects(Depends<Adder{1}> one, Depends<Adder{2}> two, Depends<&add_ten> ten, Depends<doubled> twice) {
  co_return JsonArray{*one, *two, *ten, *twice};
}

TEST(Operation, CallableObjectsPointersToThemAndLambdasAreDependencies) {
  App app;
  app.get<objects>("/");
  EXPECT_EQ(get(app, "/?n=5").text, "[6,7,15,10]");
}

TEST(Operation, AHandlerMayBeALambdaThatKeepsSomething) {
  App app;
  const std::string prefix = "hello ";
  app.get("/plain", [prefix](Query<std::string, "name"> name) { return prefix + name; }, {.name = "plain"});
  app.get("/task", [prefix](Query<std::string, "name"> name) -> Task<std::string> { co_return prefix + name; },
          {.name = "task"});
  EXPECT_EQ(get(app, "/plain?name=a").text, R"("hello a")");
  EXPECT_EQ(get(app, "/task?name=b").text, R"("hello b")");
}

// Errors of validation.

void needs_token(Header<std::string, "x_token">, Query<int, "page">) {
  recording.add("token");
}
int needs_page(Query<int, "page">) {
  return 1;
}
int twice(Depends<needs_page> page) {
  return *page;
}
Task<Json> many_errors(Depends<twice>, Query<int, "own">, Depends<needs_page>, Path<int, "id">) {
  recording.add("handler");
  co_return nullptr;
}

TEST(Operation, CollectsTheErrorsOfAllInFastApisOrderEachAsOftenAsItIsAskedFor) {
  App app;
  app.get<many_errors>("/{id}", {.dependencies = {depends<needs_token>}});
  const TestResponse response = get(app, "/x");
  EXPECT_EQ(response.status_code, 422);
  EXPECT_THAT(errors_of(response), ElementsAre(R"(["query","page"])", R"(["header","x-token"])", R"(["query","page"])",
                                               R"(["query","page"])", R"(["path","id"])", R"(["query","own"])"));
  EXPECT_THAT(recording.take(), IsEmpty());
}

int good() {
  recording.add("good");
  return 1;
}
Task<Json> good_beside_bad(Depends<needs_page>, Depends<good>) {
  co_return nullptr;
}

TEST(Operation, DependenciesBesideAFailedOneAreStillCalled) {
  App app;
  app.get<good_beside_bad>("/");
  EXPECT_EQ(get(app, "/").status_code, 422);
  EXPECT_THAT(recording.take(), ElementsAre("good"));
}

void refuses() {
  recording.add("refuses");
  throw HTTPException(401, "No", {{"WWW-Authenticate", "Bearer"}});
}
Task<Json> guarded(Depends<good>, Body<Item>) {
  recording.add("handler");
  co_return nullptr;
}

TEST(Operation, AnHttpExceptionOfADependencyEndsTheRequestBeforeTheBodyIsLookedAt) {
  App app;
  app.post<guarded>("/", {.dependencies = {depends<needs_page>, depends<refuses>}});
  const TestResponse response =
      post(app, "/", {.headers = {{"content-type", "application/json"}}, .content = "{no json"});
  EXPECT_EQ(response.status_code, 401);
  EXPECT_EQ(response.text, R"({"detail":"No"})");
  EXPECT_EQ(response.header("www-authenticate"), "Bearer");
  EXPECT_THAT(recording.take(), ElementsAre("refuses"));
}

Json body_dependency(Body<Item, "item"> item, Depends<good>) {
  recording.add("body");
  return item->name;
}
Task<Json> needs_both(Depends<body_dependency> body, Depends<needs_page> page, Body<int, "n"> n) {
  co_return JsonArray{*body, *page, *n};
}

TEST(Operation, HeadAndBodyAreReportedTogether) {
  App app;
  app.post<needs_both>("/");
  EXPECT_THAT(errors_of(post(app, "/", {.json = JsonObject{{"n", "x"}}})),
              ElementsAre(R"(["body","item"])", R"(["query","page"])", R"(["body","n"])"));
  const TestResponse malformed =
      post(app, "/", {.headers = {{"content-type", "application/json"}}, .content = "{\"n\":"});
  EXPECT_THAT(errors_of(malformed), ElementsAre(R"(["body",5])")) << "a malformed body is reported alone";
  EXPECT_EQ(post(app, "/?page=1", {.json = JsonObject{{"n", 2}, {"item", JsonObject{{"name", "a"}}}}}).text,
            R"(["a",1,2])");
}

// Where things run.

std::thread::id loop_thread;
Task<std::string> on_loop() {
  loop_thread = std::this_thread::get_id();
  co_return "loop";
}
std::string on_pool() {
  return std::this_thread::get_id() == loop_thread ? "loop" : "pool";
}
Task<Json> where(Depends<on_loop>, Depends<on_pool> pool) {
  co_await sleep(1ms);
  co_return JsonArray{*pool, std::this_thread::get_id() == loop_thread ? "loop" : "pool"};
}

TEST(Operation, PlainFunctionsRunOnThePoolAndTasksOnTheLoop) {
  App app;
  app.get<where>("/");
  app.get<on_pool>("/plain");
  EXPECT_EQ(get(app, "/").text, R"(["pool","loop"])");
  EXPECT_EQ(get(app, "/plain").text, R"("pool")");
}

struct Unready {
  int number;
};
Json throws_plain() {
  throw HTTPException(404);
}
Task<Json> throws_late() {
  co_await sleep(1ms);
  throw HTTPException(410);
}
Task<Json> throws_unknown() {
  if (recording.take().empty()) throw Unready{3};
  co_return nullptr;
}

TEST(Operation, ExceptionsOfHandlersBecomeResponses) {
  App app;
  app.get<throws_plain>("/plain");
  app.get<throws_late>("/late");
  app.get<throws_unknown>("/unknown");
  EXPECT_EQ(get(app, "/plain").text, R"({"detail":"Not Found"})");
  EXPECT_EQ(get(app, "/late").status_code, 410);
  ::testing::internal::CaptureStderr();
  const TestResponse unknown = get(app, "/unknown");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), ::testing::HasSubstr("unhandled exception in GET /unknown"));
  EXPECT_EQ(unknown.status_code, 500);
  EXPECT_EQ(unknown.text, "Internal Server Error");
  EXPECT_EQ(unknown.header("content-type"), "text/plain; charset=utf-8");
}

// State and the request itself.

struct Counter {
  virtual ~Counter() = default;
  virtual int next() = 0;
};
struct RealCounter : Counter {
  int value = 0;
  int next() override { return ++value; }
};
Json count(State<Counter> counter) {
  return counter->next();
}
Json about(const Request& request, Request& same) {
  return JsonArray{request.path(), &request == &same};
}

TEST(Operation, HandlersGetAtStateAndRequest) {
  App app;
  app.state.emplace<Counter, RealCounter>();
  app.get<count>("/count");
  app.get<about>("/about");
  EXPECT_EQ(get(app, "/count").text, "1");
  EXPECT_EQ(get(app, "/count").text, "2");
  EXPECT_EQ(get(app, "/about").text, R"(["/about",true])");
}

Json mutate(Depends<item_result> item) {
  item->name = "changed";
  return item->name;
}
Task<Json> sees_change(Depends<mutate>, Depends<item_result> item) {
  Item& reference = item;
  co_return Json(reference);
}

TEST(Operation, AResultIsSharedByAllWhoAskForIt) {
  App app;
  app.get<sees_change>("/");
  EXPECT_EQ(get(app, "/").text, R"({"name":"changed","size":5})");
}

struct MoveOnly {
  std::unique_ptr<int> value;
};
MoveOnly make_move_only() {
  return {std::make_unique<int>(5)};
}
Task<MoveOnly> later_move_only(Depends<make_move_only> other) {
  co_return MoveOnly{std::move(other->value)};
}
Task<Json> uses_move_only(Depends<later_move_only> value) {
  co_return *value->value;
}

TEST(Operation, ResultsMayBeMoveOnly) {
  App app;
  app.get<uses_move_only>("/");
  EXPECT_EQ(get(app, "/").text, "5");
}

}  // namespace
}  // namespace talaria::operation_test
