#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/context.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/resource.hpp>

namespace talaria {
namespace {

using describe::AnyResource;
using ::testing::ElementsAre;
using namespace std::chrono_literals;

using Log = std::vector<std::string>;

struct Boom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Resource<std::string> open_session(Log& log) {
  log.push_back("open");
  std::string session = "session";
  co_await sleep(1ms);
  co_yield session;
  co_await sleep(1ms);
  log.push_back("close " + session);
}

Task<void> use(AnyResource resource, Log& log, std::exception_ptr error = nullptr) {
  async::Context cleanup;
  co_await resource.open();
  log.push_back("use " + *static_cast<std::string*>(resource.value()));
  *static_cast<std::string*>(resource.value()) = "changed";
  co_await resource.close(error, cleanup);
  log.push_back(resource.done() ? "done" : "not done");
}

TEST(Resource, YieldsItsValueAndGoesOnAfterwards) {
  Log log;
  run_until_complete(use(open_session(log).release(), log));
  EXPECT_THAT(log, ElementsAre("open", "use session", "close changed", "done"));
}

Resource<std::unique_ptr<int>> open_temporary(Log& log) {
  co_yield std::make_unique<int>(5);
  log.push_back("closed");
}

Task<int> take_temporary(AnyResource resource) {
  async::Context cleanup;
  co_await resource.open();
  const int value = **static_cast<std::unique_ptr<int>*>(resource.value());
  co_await resource.close(nullptr, cleanup);
  co_return value;
}

TEST(Resource, MayYieldATemporary) {
  Log log;
  EXPECT_EQ(run_until_complete(take_temporary(open_temporary(log).release())), 5);
  EXPECT_THAT(log, ElementsAre("closed"));
}

Resource<std::string> rolls_back(Log& log) {
  std::string session = "session";
  try {
    co_yield session;
    log.push_back("commit");
  } catch (const Boom& error) {
    log.push_back(std::string("rollback: ") + error.what());
    throw;
  }
}

TEST(Resource, AnErrorIsThrownOutOfTheYield) {
  Log log;
  EXPECT_THROW(run_until_complete(use(rolls_back(log).release(), log, std::make_exception_ptr(Boom("request failed")))),
               Boom);
  EXPECT_THAT(log, ElementsAre("use session", "rollback: request failed"));
}

Resource<std::string> fails_to_open(Log& log) {
  log.push_back("open");
  if (!log.empty()) throw Boom("no database");
  co_yield std::string("never");
}

TEST(Resource, WhatFailsToOpenThrowsAndIsNotYielded) {
  Log log;
  EXPECT_THROW(run_until_complete(use(fails_to_open(log).release(), log)), Boom);
  EXPECT_THAT(log, ElementsAre("open"));
}

Resource<> never_yields(bool yield) {
  if (yield) co_yield {};
}

Task<bool> opens(AnyResource resource) {
  co_await resource.open();
  co_return resource.yielded();
}

TEST(Resource, OneThatDoesNotYieldSaysSo) {
  EXPECT_FALSE(run_until_complete(opens(never_yields(false).release())));
  EXPECT_TRUE(run_until_complete(opens(never_yields(true).release())));
}

TEST(Resource, DestroyingAnOpenOneDestroysItsLocals) {
  Log log;
  struct Local {
    Log& log;
    ~Local() { log.push_back("destroyed"); }
  };
  const auto make = [](Log& out) -> Resource<> {
    const Local local{out};
    co_yield {};
    out.push_back("clean-up");
  };
  run_until_complete(opens(make(log).release()));
  EXPECT_THAT(log, ElementsAre("destroyed"));
}

Resource<> unopened(Log& log) {
  log.push_back("never");
  co_yield {};
}

TEST(Resource, NothingRunsBeforeItIsOpened) {
  Log log;
  {
    const AnyResource resource = unopened(log).release();
  }
  EXPECT_TRUE(log.empty());
}

}  // namespace
}  // namespace talaria
