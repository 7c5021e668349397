// Dependencies that yield: when they open and close, what they hear of errors, what becomes of their own.
#include "recording.hpp"

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/describe/resource.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::operation_test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Boom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

JSONResponse handle_boom(Request&, const Boom& error) {
  return JSONResponse(std::string("boom: ") + error.what(), 418);
}

Resource<std::string> outer() {
  std::string value = "outer";
  recording.add("open outer");
  try {
    co_yield value;
  } catch (const std::exception& error) {
    recording.add(std::string("outer sees ") + error.what());
    throw;
  }
  co_await sleep(1ms);
  recording.add("close outer");
}
Resource<std::string> inner(Depends<outer> around) {
  std::string value = *around + "/inner";
  recording.add("open inner");
  try {
    co_yield value;
  } catch (const std::exception& error) {
    recording.add(std::string("inner sees ") + error.what());
    throw;
  }
  recording.add("close inner");
}
Resource<std::string> before_sending() {
  std::string value = "function";
  recording.add("open function");
  co_yield value;
  recording.add("close function");
}

Task<std::string> reads(Depends<inner> value, Depends<before_sending, Scope::function>) {
  recording.add("handler");
  co_return *value;
}
Task<Json> throws_boom(Depends<inner>, Depends<before_sending, Scope::function>) {
  throw Boom("handler");
}
Task<Json> throws_404(Depends<inner>) {
  throw HTTPException(404, "gone");
}
Task<Json> needs_query(Depends<inner>, Query<int, "q">) {
  co_return nullptr;
}

class Resources : public ::testing::Test {
 protected:
  Resources() { app.exception_handler<handle_boom>(); }

  TestResponse get(std::string_view url) {
    recording.take();
    ::testing::internal::CaptureStderr();
    TestClient client(app);
    TestResponse response = client.get(url);
    errors = ::testing::internal::GetCapturedStderr();
    return response;
  }

  App app;
  std::string errors;
};

TEST_F(Resources, OpenInOrderAndCloseInReverseEachScopeAtItsTime) {
  app.get<reads>("/");
  EXPECT_EQ(get("/").text, R"("outer/inner")");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "open inner", "open function", "handler", "close function",
                                            "close inner", "close outer"));
}

// What is sent first and what is closed first shows in handle() itself.
TEST_F(Resources, ThoseOfScopeRequestCloseAfterTheResponseWasMade) {
  app.get<reads>("/");
  recording.take();
  http::RequestHead head;
  head.target = "/";
  const auto exchange = [](App& service, const http::RequestHead& with) -> Task<void> {
    co_await service.startup();
    Request request(with);
    request.set_body("");
    Response response = co_await service.handle(request);
    recording.add("response " + response.body);
    EXPECT_TRUE(response.after_send);
    if (response.after_send) co_await *response.after_send;
    co_await service.shutdown();
  };
  run_until_complete(exchange(app, head));
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "open inner", "open function", "handler", "close function",
                                            "response \"outer/inner\"", "close inner", "close outer"));
}

TEST_F(Resources, SeeTheErrorOfTheHandler) {
  app.get<throws_boom>("/boom");
  app.get<throws_404>("/404");
  const TestResponse boom = get("/boom");
  EXPECT_EQ(boom.status_code, 418);
  EXPECT_EQ(boom.text, R"("boom: handler")");
  EXPECT_THAT(recording.take(),
              ElementsAre("open outer", "open inner", "open function", "inner sees handler", "outer sees handler"));
  EXPECT_EQ(get("/404").text, R"({"detail":"gone"})");
  EXPECT_THAT(recording.take(),
              ElementsAre("open outer", "open inner", "inner sees 404: gone", "outer sees 404: gone"));
}

TEST_F(Resources, SeeThatTheRequestDoesNotFit) {
  app.get<needs_query>("/");
  EXPECT_EQ(get("/").status_code, 422);
  EXPECT_EQ(recording.take().size(), 4u) << "two opened, two heard of it";
  EXPECT_EQ(errors, "");
}

Resource<int> replaces(Depends<outer>) {
  int value = 1;
  try {
    co_yield value;
  } catch (const Boom&) {
    throw HTTPException(400, "replaced");
  }
}
Task<Json> throws_into_replaces(Depends<replaces>) {
  throw Boom("handler");
}

TEST_F(Resources, MayReplaceTheError) {
  app.get<throws_into_replaces>("/");
  EXPECT_EQ(get("/").text, R"({"detail":"replaced"})");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "outer sees 400: replaced"));
}

Resource<int> swallows(Depends<outer>) {
  int value = 1;
  try {
    co_yield value;
  } catch (const Boom&) {
  }
}
Task<Json> throws_into_swallows(Depends<swallows>) {
  throw Boom("handler");
}

TEST_F(Resources, SwallowingTheErrorIs500AndIsToldToTheProgrammer) {
  app.get<throws_into_swallows>("/");
  EXPECT_EQ(get("/").status_code, 500);
  EXPECT_THAT(errors, HasSubstr("a dependency that yields swallowed the exception"));
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "close outer")) << "those around it know nothing of it";
}

Resource<int> fails_to_close(Depends<outer>) {
  int value = 1;
  co_yield value;
  recording.add("failing");
  throw Boom("clean-up");
}
Task<Json> fine(Depends<fails_to_close> value) {
  co_return *value;
}
Task<Json> fine_early(Depends<fails_to_close, Scope::function> value) {
  co_return *value;
}

TEST_F(Resources, FailingBeforeTheResponseIsSentMakesTheResponse) {
  app.get<fine_early>("/");
  EXPECT_EQ(get("/").text, R"("boom: clean-up")");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "failing", "outer sees clean-up"));
}

TEST_F(Resources, FailingAfterTheResponseWasSentIsReportedOnly) {
  app.get<fine>("/");
  const TestResponse response = get("/");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.text, "1");
  EXPECT_THAT(errors, HasSubstr("clean-up"));
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "failing", "outer sees clean-up"));
}

Resource<int> fails_to_open(Depends<outer>) {
  throw Boom("open");
  co_yield 1;
}
Task<Json> never(Depends<fails_to_open>) {
  recording.add("handler");
  co_return nullptr;
}

TEST_F(Resources, FailingToOpenClosesThoseBefore) {
  app.get<never>("/");
  EXPECT_EQ(get("/").text, R"("boom: open")");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "outer sees open"));
}

Resource<int> yields_not(Query<bool, "yield">, Query<bool, "never", defaults{false}> never_true) {
  if (*never_true) co_yield 1;
}
Task<Json> needs_value(Depends<yields_not>) {
  co_return nullptr;
}
Resource<int> yields_twice() {
  co_yield 1;
  co_yield 2;
}
Task<Json> twice(Depends<yields_twice, Scope::function>) {
  co_return nullptr;
}

TEST_F(Resources, YieldOnce) {
  app.get<needs_value>("/none");
  app.get<twice>("/twice");
  EXPECT_EQ(get("/none?yield=0").status_code, 500);
  EXPECT_THAT(errors, HasSubstr("'yields_not' ended without a co_yield"));
  EXPECT_EQ(get("/twice").status_code, 500);
  EXPECT_THAT(errors, HasSubstr("'yields_twice' yields more than once"));
}

Resource<> guards() {
  recording.add("open guard");
  co_yield {};
  recording.add("close guard");
}
Task<Json> guarded() {
  co_return nullptr;
}

TEST_F(Resources, NeedNoValue) {
  app.get<guarded>("/", {.dependencies = {depends<guards>}});
  EXPECT_EQ(get("/").text, "null");
  EXPECT_THAT(recording.take(), ElementsAre("open guard", "close guard"));
}

Task<Json> both_scopes(Depends<outer> late, Depends<outer, Scope::function> early) {
  co_return static_cast<const void*>(&*late) != static_cast<const void*>(&*early);
}

TEST_F(Resources, OfDifferentScopesAreDifferent) {
  app.get<both_scopes>("/");
  EXPECT_EQ(get("/").text, "true");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "open outer", "close outer", "close outer"));
}

// A client that goes away.

Task<Json> waits(Depends<inner>) {
  recording.add("waits");
  co_await sleep(1h);
  recording.add("never");
  co_return nullptr;
}
JSONResponse handle_everything(Request&, const std::exception&) {
  return JSONResponse("handled");
}

Task<void> cancel_soon(async::Context& context) {
  co_await sleep(5ms);
  context.cancel();
}
Task<std::string> cancelled_exchange(App& app, const http::RequestHead& head) {
  co_await app.startup();
  async::Context context;
  Request request(head);
  request.set_body("");
  async::spawn(cancel_soon(context));
  std::string outcome = "a response";
  try {
    Task<Response> task = app.handle(request);
    const Response response = co_await async::detail::under(context, task);
    outcome += " " + response.body;
  } catch (const Cancelled&) {
    outcome = "cancelled";
  }
  co_await app.shutdown();
  co_return outcome;
}

TEST_F(Resources, OfACancelledRequestCleanUpWithTimeToWaitAndNoHandlerAnswers) {
  app.get<waits>("/");
  app.exception_handler<handle_everything>();
  recording.take();
  http::RequestHead head;
  head.target = "/";
  EXPECT_EQ(run_until_complete(cancelled_exchange(app, head)), "cancelled");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "open inner", "waits", "inner sees The task was cancelled",
                                            "outer sees The task was cancelled"));
}

// A response's own work behind it.

Task<void> background() {
  recording.add("background");
  co_return;
}
Task<Response> with_background(Depends<inner>) {
  Response response("x");
  response.after_send.emplace(background());
  co_return response;
}
Task<void> failing_background() {
  recording.add("background");
  throw Boom("background");
  co_return;
}
Task<Response> with_failing_background(Depends<inner>) {
  Response response("x");
  response.after_send.emplace(failing_background());
  co_return response;
}

TEST_F(Resources, CloseAfterTheWorkThatTheResponseBroughtAlong) {
  app.get<with_background>("/");
  app.get<with_failing_background>("/failing");
  EXPECT_EQ(get("/").text, "x");
  EXPECT_THAT(recording.take(), ElementsAre("open outer", "open inner", "background", "close inner", "close outer"));
  EXPECT_EQ(get("/failing").text, "x");
  EXPECT_THAT(recording.take(),
              ElementsAre("open outer", "open inner", "background", "inner sees background", "outer sees background"));
  EXPECT_THAT(errors, HasSubstr("background"));
}

// On the pool, with a resource around it.

std::string blocking_use(Depends<outer> value) {
  return *value + " used";
}
std::string blocking_throws(Depends<outer>) {
  throw Boom("pool");
}

TEST_F(Resources, SurroundBlockingHandlersToo) {
  app.get<blocking_use>("/");
  app.get<blocking_throws>("/throws");
  EXPECT_EQ(get("/").text, R"("outer used")");
  EXPECT_EQ(get("/throws").text, R"("boom: pool")");
}

}  // namespace
}  // namespace talaria::operation_test
