#include "wire_client.hpp"

#include <chrono>
#include <csignal>
#include <string>
#include <sys/wait.h>
#include <thread>

#include <gtest/gtest.h>

#include <talaria/async/sleep.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;

Task<Response> wait_long(Request& request) {
  if (request.target() == "/long") co_await sleep(1h);
  co_return PlainTextResponse("x");
}

// Serves in this process, sends itself `signals`, and ends with 0 when run_until_signal came back.
[[noreturn]] void serve_and_signal(int number, int signals) {
  FunctionService service(wait_long);
  ServerOptions options;
  options.port = 0;
  options.threads = 1;
  Server server(service, options);
  server.start();
  WireClient client(server.port());
  client.send(get(signals > 1 ? "/long" : "/short"));
  std::thread sender([number, signals] {
    for (int i = 0; i < signals; ++i) {
      std::this_thread::sleep_for(100ms);
      ::kill(::getpid(), number);
    }
  });
  run_until_signal(server);
  sender.join();
  std::exit(0);
}

class RunUntilSignalDeathTest : public testing::Test {
 protected:
  RunUntilSignalDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(RunUntilSignalDeathTest, ComesBackAfterTheFirstSignal) {
  EXPECT_EXIT(serve_and_signal(SIGTERM, 1), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(serve_and_signal(SIGINT, 1), testing::ExitedWithCode(0), "");
}

TEST_F(RunUntilSignalDeathTest, EndsAtOnceAtTheSecond) {
  EXPECT_EXIT(serve_and_signal(SIGTERM, 2), testing::ExitedWithCode(128 + SIGTERM), "");
}

}  // namespace
}  // namespace talaria::server
