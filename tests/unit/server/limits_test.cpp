#include "wire_client.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/server/limits.hpp>

namespace talaria::server {
namespace {

Task<Response> plain(Request&) {
  co_return PlainTextResponse("x");
}

TEST(Limits, MayNotBeZero) {
  FunctionService service(plain);
  const auto refused = [&service](auto change) {
    ServerOptions options;
    change(options.limits);
    EXPECT_THROW(Server(service, options), std::invalid_argument);
  };
  refused([](Limits& limits) { limits.content = 0; });
  refused([](Limits& limits) { limits.connections = 0; });
  refused([](Limits& limits) { limits.backlog = -1; });
  refused([](Limits& limits) { limits.idle = std::chrono::milliseconds{0}; });
  refused([](Limits& limits) { limits.head_time = std::chrono::milliseconds{-1}; });
}

TEST(Limits, MayBeUnlimited) {
  Limits limits;
  limits.content = Limits::unlimited;
  limits.lowest_rate = Limits::unlimited;
  limits.requests_per_connection = Limits::unlimited;
  limits.head_line = Limits::unlimited;
  limits.head_total = Limits::unlimited;
  limits.idle = limits.head_time = limits.content_total = Limits::unlimited_time;
  const auto size = [](Request& request) -> Task<Response> {
    const std::string_view body = co_await request.body();
    co_return PlainTextResponse(std::to_string(body.size()));
  };
  RunningServer server(size, limits);
  WireClient client(server.port());
  client.send("POST /" + std::string(100'000, 'x') + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
  client.send(std::string(3'000'000, 'x'));
  EXPECT_EQ(client.read_response().second, "3000000");
}

}  // namespace
}  // namespace talaria::server
