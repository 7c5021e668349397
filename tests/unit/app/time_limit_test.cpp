#include "app/time_limit.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

int rolled_back = 0;

Resource<int> session() {
  int value = 1;
  try {
    co_yield value;
  } catch (const Cancelled&) {
    ++rolled_back;
    throw;
  }
}

Task<Json> wait(Query<int, "seconds"> seconds, Depends<session>) {
  co_await sleep(std::chrono::seconds(*seconds));
  co_return "done";
}
// Beyond the limit as a whole, but each number comes in good time.
Stream<int> count() {
  for (int i = 0; i < 3; ++i) {
    co_await sleep(3s);
    co_yield i;
  }
}
Resource<int> slow_cleanup() {
  int value = 1;
  co_yield value;
  co_await sleep(1h);
  ++rolled_back;
}
Task<Json> with_cleanup(Depends<slow_cleanup>) {
  co_return "done";
}
int plain() {
  return 1;
}
Task<Json> own_timeout() {
  co_return co_await with_timeout(1ms, [](int) -> Task<Json> {
    co_await sleep(1h);
    co_return nullptr;
  }(0));
}

class TimeLimit : public testing::Test {
 protected:
  TimeLimit() { rolled_back = 0; }
  async::VirtualLoop loop_;
  App app_;
};

TEST_F(TimeLimit, CancelsTheHandlerAndAnswers503) {
  app_.get<wait>("/wait", {.timeout = 5s});
  TestClient client(app_, {.loop = &loop_});
  EXPECT_EQ(client.get("/wait?seconds=4").json(), Json("done"));
  EXPECT_EQ(rolled_back, 0);
  const TestResponse late = client.get("/wait?seconds=6");
  EXPECT_EQ(late.status_code, 503);
  EXPECT_EQ(late.text, R"({"detail":"The request took too long"})");
  EXPECT_EQ(late.headers.get("retry-after"), "1");
  EXPECT_EQ(rolled_back, 1);
}

TEST_F(TimeLimit, IsInheritedFromRouters) {
  Router router({.prefix = "/inner", .timeout = 2s});
  router.get<wait>("/short");
  router.get<wait>("/long", {.timeout = 1h});
  app_.include_router(router);
  app_.get<wait>("/free");
  TestClient client(app_, {.loop = &loop_});
  EXPECT_EQ(client.get("/inner/short?seconds=10").status_code, 503);
  EXPECT_EQ(client.get("/inner/long?seconds=10").status_code, 200);
  EXPECT_EQ(client.get("/free?seconds=100000").status_code, 200);
}

TEST_F(TimeLimit, IsNotWhatAHandlerThrows) {
  app_.get<own_timeout>("/own", {.timeout = 1h});
  TestClient client(app_, {.loop = &loop_});
  EXPECT_EQ(client.get("/own").status_code, 500);
}

TEST_F(TimeLimit, EndsWithTheBeginningOfTheResponse) {
  app_.get<count>("/count", {.timeout = 5s});
  app_.get<with_cleanup>("/cleanup", {.timeout = 5s});
  app_.get<plain>("/plain", {.timeout = 5s});
  TestClient client(app_, {.loop = &loop_});
  EXPECT_EQ(client.get("/count").text, "0\n1\n2\n");
  EXPECT_EQ(client.get("/cleanup").json(), Json("done"));
  EXPECT_EQ(rolled_back, 1);
  EXPECT_EQ(client.get("/plain").json(), Json(1));
}

TEST_F(TimeLimit, MustBePositive) {
  app_.get<wait>("/wait", {.timeout = 0ms});
  EXPECT_THROW(app_.freeze(), RegistrationError);
}

}  // namespace
}  // namespace talaria
