#include "wire_client.hpp"

#include <arpa/inet.h>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

#include <talaria/server/proxies.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

Task<Response> who(Request& request) {
  co_return PlainTextResponse(request.url() + " from " + std::string(request.client_host()));
}

/// A server on a port of its own, with these options.
class Proxied {
 public:
  explicit Proxied(ProxyOptions proxies) : service_(&who), server_(service_, options_with(std::move(proxies))) {
    server_.start();
  }
  std::string get(const std::string& fields) {
    WireClient client(server_.port());
    client.send("GET /x HTTP/1.1\r\nHost: inner\r\n" + fields + "\r\n");
    return client.read_response().second;
  }
  [[nodiscard]] std::uint16_t port() const { return server_.port(); }

 private:
  static ServerOptions options_with(ProxyOptions proxies) {
    ServerOptions options;
    options.port = 0;
    options.threads = 1;
    options.proxies = std::move(proxies);
    return options;
  }

  FunctionService service_;
  Server server_;
};

TEST(Proxies, OnThisMachineAreTrustedByDefault) {
  Proxied server({});
  EXPECT_EQ(server.get(""), "http://inner/x from 127.0.0.1");
  EXPECT_EQ(server.get("X-Forwarded-Proto: https\r\n"), "https://inner/x from 127.0.0.1");
  EXPECT_EQ(server.get("X-Forwarded-For: 6.6.6.6, 192.0.2.1\r\nX-Forwarded-Host: outer\r\n"),
            "http://inner/x from 192.0.2.1");
  EXPECT_EQ(server.get("Forwarded: for=192.0.2.1;proto=https\r\n"), "http://inner/x from 127.0.0.1");
}

TEST(Proxies, ElsewhereAreNot) {
  Proxied server({.forwarded_allow_ips = "10.0.0.0/8"});
  EXPECT_EQ(server.get("X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n"), "http://inner/x from 127.0.0.1");
}

TEST(Proxies, MaySpeakForwardedAndTellTheHost) {
  Proxied server({.headers = ProxyHeaders::forwarded, .trust_host = true});
  EXPECT_EQ(server.get("Forwarded: for=192.0.2.1;proto=https;host=outer\r\n"), "https://outer/x from 192.0.2.1");
  EXPECT_EQ(server.get("X-Forwarded-Proto: https\r\n"), "http://inner/x from 127.0.0.1");
}

TEST(Proxies, WhatOneRequestSaysIsForgottenForTheNext) {
  Proxied server({.trust_host = true});
  WireClient client(server.port());
  client.send(
      "GET /x HTTP/1.1\r\nHost: inner\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: outer\r\nX-Forwarded-For: "
      "192.0.2.1\r\n\r\n");
  EXPECT_EQ(client.read_response().second, "https://outer/x from 192.0.2.1");
  client.send("GET /x HTTP/1.1\r\nHost: inner\r\n\r\n");
  EXPECT_EQ(client.read_response().second, "http://inner/x from 127.0.0.1");
}

TEST(Proxies, MustBeAddresses) {
  FunctionService service(&who);
  ServerOptions options;
  options.proxies.forwarded_allow_ips = "localhost";
  EXPECT_THROW(Server(service, options), std::invalid_argument);
}

}  // namespace
}  // namespace talaria::server
