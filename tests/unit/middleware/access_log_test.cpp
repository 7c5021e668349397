#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/middleware/access_log.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> lines;
void keep(const AccessEvent& event) {
  lines.push_back(to_json_line(event));
}

Task<Json> slow() {
  co_await sleep(std::chrono::milliseconds{25});
  co_return "ok";
}
Task<Json> broken() {
  throw std::runtime_error("a \"cause\"");
  co_return {};
}

std::vector<std::string> log_of(std::string_view url, AccessLogMiddleware::Options options = {}) {
  lines.clear();
  App app;
  app.get<slow>("/slow");
  app.get<broken>("/broken");
  options.sink = &keep;
  app.add_middleware<AccessLogMiddleware>(options);
  app.add_middleware<RequestIDMiddleware>();
  async::VirtualLoop loop;
  TestClient client(app, {.loop = &loop});
  client.get(url, {.headers = {{"x-request-id", "r1"}}});
  return lines;
}

TEST(AccessLogMiddleware, TellsOfStartAndEnd) {
  EXPECT_THAT(
      log_of("/slow?secret=1"),
      ElementsAre(
          R"({"event":"request_started","method":"GET","path":"/slow","client":"testclient","request_id":"r1"})",
          R"({"event":"request_completed","method":"GET","path":"/slow","client":"testclient","request_id":"r1","status":200,"duration_ms":25.0})"));
}

TEST(AccessLogMiddleware, TellsOfWhatNobodyHandled) {
  EXPECT_THAT(
      log_of("/broken", {.started = false}),
      ElementsAre(
          R"({"event":"request_failed","method":"GET","path":"/broken","client":"testclient","request_id":"r1","duration_ms":0.0,"error":"a \"cause\""})"));
}

TEST(AccessLogMiddleware, ControlOctetsOfAPathAreEscaped) {
  const auto log = log_of("/%0a%1b[31m", {.started = false});
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].find('\n'), std::string::npos);
  EXPECT_EQ(log[0].find('\x1b'), std::string::npos);
}

TEST(AccessLogMiddleware, LeavesOutWhatItShall) {
  EXPECT_THAT(log_of("/slow", {.exclude_paths = {"/slow"}}), ElementsAre());
}

}  // namespace
}  // namespace talaria
