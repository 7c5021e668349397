#include "run/serve_arguments.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

namespace talaria::run_detail {
namespace {

using namespace std::chrono_literals;

ServeArguments parse(const std::string& line, const server::ServerOptions& defaults = {}) {
  ServeArguments arguments(defaults);
  CLI::App command;
  arguments.add_to(command);
  command.parse(line);
  arguments.apply();
  return arguments;
}

TEST(ServeArguments, KeepWhatTheProgramSays) {
  server::ServerOptions defaults;
  defaults.port = 9000;
  defaults.graceful_timeout = 1500ms;
  defaults.limits.content = 5;
  defaults.proxies.headers = server::ProxyHeaders::forwarded;
  const ServeArguments arguments = parse("", defaults);
  EXPECT_EQ(arguments.options.port, 9000);
  EXPECT_EQ(arguments.options.graceful_timeout, 1500ms);
  EXPECT_EQ(arguments.options.limits.content, 5u);
  EXPECT_EQ(arguments.options.limits.idle, 75s);
  EXPECT_EQ(arguments.options.proxies.headers, server::ProxyHeaders::forwarded);
  EXPECT_EQ(arguments.workers, 0u);
  EXPECT_FALSE(arguments.names_place());
  EXPECT_GE(arguments.options.threads, 1u);
}

TEST(ServeArguments, TakeWhatTheCommandLineSays) {
  const ServeArguments arguments = parse(
      "--host 0.0.0.0 --port 80 --threads 3 --workers 2 --limit-max-requests 100 --limit-max-requests-jitter 10 "
      "--limit-concurrency 50 --backlog 7 --timeout-keep-alive 0.5 --timeout-graceful-shutdown 3 --forwarded-allow-ips "
      "10.0.0.0/8 --proxy-headers none --forwarded-host");
  const server::ServerOptions& options = arguments.options;
  EXPECT_EQ(options.host + ':' + std::to_string(options.port), "0.0.0.0:80");
  EXPECT_EQ(options.threads, 3u);
  EXPECT_EQ(arguments.workers, 2u);
  EXPECT_EQ(arguments.max_requests, 100u);
  EXPECT_EQ(arguments.max_requests_jitter, 10u);
  EXPECT_EQ(options.limits.connections, 50u);
  EXPECT_EQ(options.limits.backlog, 7);
  EXPECT_EQ(options.limits.idle, 500ms);
  EXPECT_EQ(options.graceful_timeout, 3s);
  EXPECT_EQ(options.proxies.forwarded_allow_ips, "10.0.0.0/8");
  EXPECT_EQ(options.proxies.headers, server::ProxyHeaders::none);
  EXPECT_TRUE(options.proxies.trust_host);
  EXPECT_TRUE(arguments.names_place());
}

TEST(ServeArguments, KnowSeveralPlaces) {
  const ServeArguments arguments =
      parse("--listen 127.0.0.1:80 --listen unix:/run/a.sock,mode=0600 --uds /run/b.sock --fd 5");
  const auto& listen = arguments.options.listen;
  ASSERT_EQ(listen.size(), 4u);
  EXPECT_EQ(listen[0].port, 80);
  EXPECT_EQ(listen[1].uds_mode, 0600u);
  EXPECT_EQ(listen[2].uds, "/run/b.sock");
  EXPECT_EQ(listen[3].fds, std::vector<int>{5});
}

TEST(ServeArguments, TakeWhatTheEnvironmentSays) {
  ::setenv("WEB_CONCURRENCY", "3", 1);
  ::setenv("FORWARDED_ALLOW_IPS", "*", 1);
  const ServeArguments arguments = parse("");
  const ServeArguments other = parse("--workers 2");
  ::unsetenv("WEB_CONCURRENCY");
  ::unsetenv("FORWARDED_ALLOW_IPS");
  EXPECT_EQ(arguments.workers, 3u);
  EXPECT_EQ(arguments.options.proxies.forwarded_allow_ips, "*");
  EXPECT_EQ(other.workers, 2u);
}

TEST(ServeArguments, RefuseWhatMakesNoSense) {
  for (const char* line : {"--workers 0", "--limit-max-requests 0", "--proxy-headers all", "--port 70000"}) {
    EXPECT_THROW(static_cast<void>(parse(line)), CLI::ParseError) << line;
  }
  for (const char* line : {"--timeout-graceful-shutdown 0", "--timeout-keep-alive -1", "--listen nowhere"}) {
    EXPECT_THROW(static_cast<void>(parse(line)), std::invalid_argument) << line;
  }
}

}  // namespace
}  // namespace talaria::run_detail
