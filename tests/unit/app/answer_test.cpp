// App::answer: what needs no waiting is there without a task.
#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>

namespace talaria::app_test {
namespace {

using namespace std::chrono_literals;

struct Item {
  int id;
  std::string q;
};

Task<int> tenant(Query<int, "tenant", defaults{3}> number) {
  co_return number;
}
Task<Item> read_item(Path<int, "id"> id, Query<std::string, "q", defaults{"none"}> q, Depends<tenant> number) {
  co_return Item{id + *number, q};
}
Task<Item> create_item(Body<Item> item) {
  co_return *item;
}
Task<std::string> read_later(Path<int, "id"> id) {
  co_await sleep(1ms);
  co_return "later " + std::to_string(id);
}
Task<int> slow_tenant() {
  co_await sleep(1ms);
  co_return 7;
}
Task<int> read_slow_tenant(Depends<slow_tenant> number) {
  co_return number;
}
Task<int> fail() {
  throw std::runtime_error("on purpose");
  co_return 0;
}
Resource<int> opened() {
  int value = 5;
  co_yield value;
}
Task<int> read_opened(Depends<opened> value) {
  co_return value;
}
int blocking() {
  return 9;
}

struct Answered {
  bool at_once;
  int status_code;
  std::string body;
};

Task<Answered> ask(App& app, http::Method method, std::string_view target, std::string_view body) {
  http::RequestHead head;
  head.method = method;
  head.method_name = http::method_name(method);
  head.target = target;
  head.fields = {{"content-type", "application/json"}};
  Request request(head);
  request.set_body(body);
  async::Context context;
  std::optional<Response> response;
  std::optional<Task<Response>> rest = app.answer(request, context, response);
  const bool at_once = !rest.has_value();
  if (rest) response = co_await async::detail::under(context, *rest);
  co_return Answered{at_once, response->status_code, response->body};
}

Answered answer(std::string_view target, http::Method method = http::Method::get, std::string_view body = {}) {
  App app;
  app.get<read_item>("/items/{id}");
  app.post<create_item>("/items");
  app.get<read_later>("/later/{id}");
  app.get<read_slow_tenant>("/tenant");
  app.get<fail>("/fail");
  app.get<read_opened>("/opened");
  app.get<blocking>("/blocking");
  app.freeze();
  return run_until_complete(ask(app, method, target, body));
}

TEST(Answer, IsThereAtOnceWhereNothingWaits) {
  const Answered item = answer("/items/4?q=abc");
  EXPECT_TRUE(item.at_once);
  EXPECT_EQ(item.body, R"({"id":7,"q":"abc"})");
  const Answered created = answer("/items", http::Method::post, R"({"id":1,"q":"x"})");
  EXPECT_TRUE(created.at_once);
  EXPECT_EQ(created.body, R"({"id":1,"q":"x"})");
}

TEST(Answer, IsATaskWhereSomethingWaits) {
  const Answered handler = answer("/later/12");
  EXPECT_FALSE(handler.at_once);
  EXPECT_EQ(handler.body, R"("later 12")");
  const Answered dependency = answer("/tenant");
  EXPECT_FALSE(dependency.at_once);
  EXPECT_EQ(dependency.body, "7");
  EXPECT_EQ(answer("/blocking").body, "9");
  EXPECT_EQ(answer("/opened").body, "5");
}

TEST(Answer, TellsOfWhatWentWrong) {
  EXPECT_EQ(answer("/items/x").status_code, 422);
  EXPECT_EQ(answer("/items", http::Method::post, "{").status_code, 422);
  EXPECT_EQ(answer("/nowhere").status_code, 404);
  EXPECT_EQ(answer("/items/1", http::Method::delete_).status_code, 405);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(answer("/fail").status_code, 500);
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("on purpose"), std::string::npos);
}

}  // namespace
}  // namespace talaria::app_test
