#include "wire_client.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

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

TEST(Limits, OfConnectionsPerAddressAreOffAndGive429) {
  EXPECT_EQ(Limits().connections_per_address, Limits::unlimited);
  FunctionService service(plain);
  ServerOptions options;
  options.port = 0;
  options.threads = 2;
  options.limits.connections_per_address = 2;
  options.proxies.forwarded_allow_ips = "";
  Server server(service, options);
  server.start();
  WireClient first(server.port());
  // Two loops accept: only an answer says that a connection has been counted.
  first.send(get("/"));
  EXPECT_EQ(first.read_response().second, "x");
  {
    WireClient second(server.port());
    second.send(get("/"));
    EXPECT_EQ(second.read_response().second, "x");
    WireClient third(server.port());
    third.send(get("/"));
    const auto [head, content] = third.read_response();
    EXPECT_NE(head.find("HTTP/1.1 429 Too Many Requests\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("retry-after: 1\r\n"), std::string::npos);
    EXPECT_EQ(content, "Too many connections from this address");
    EXPECT_TRUE(third.ends());
  }
  // Once they have gone there is room again.
  for (int i = 0; i < 200; ++i) {
    WireClient next(server.port());
    next.send(get("/"));
    if (next.read_response().second == "x") return;
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  FAIL() << "the address is never let in again";
}

TEST(Limits, OfConnectionsPerAddressDoNotCountTrustedProxies) {
  ServerOptions options;
  options.port = 0;
  options.limits.connections_per_address = 1;
  FunctionService service(plain);
  Server server(service, options);
  server.start();
  WireClient first(server.port());
  WireClient second(server.port());
  second.send(get("/"));
  EXPECT_EQ(second.read_response().second, "x");
}

}  // namespace
}  // namespace talaria::server
