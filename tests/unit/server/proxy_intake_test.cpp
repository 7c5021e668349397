#include "server/proxy_intake.hpp"

#include "wire_client.hpp"

#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>

#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::StartsWith;

Task<Response> who(Request& request) {
  co_return PlainTextResponse(request.url() + " from " + std::string(request.client_host()) + '|' +
                              std::to_string(request.client_port()));
}

class ProxyIntakeTest : public testing::Test {
 protected:
  void start(Limits limits = {}, std::string allow_ips = "127.0.0.1") {
    ServerOptions options;
    options.listen = {{.port = 0, .proxy_protocol = true}};
    options.threads = 1;
    options.limits = limits;
    options.proxies.forwarded_allow_ips = std::move(allow_ips);
    server_.emplace(service_, options);
    server_->start();
  }

  FunctionService service_{&who};
  std::optional<Server> server_;
};

TEST_F(ProxyIntakeTest, TakesTheClientFromTheHeader) {
  start();
  WireClient client(server_->port());
  client.send("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n" + get("/a") + get("/b"));
  EXPECT_EQ(client.read_response().second, "http://a/a from 192.0.2.1|56324");
  EXPECT_EQ(client.read_response().second, "http://a/b from 192.0.2.1|56324");
  client.send(get("/c"));
  EXPECT_EQ(client.read_response().second, "http://a/c from 192.0.2.1|56324");
}

TEST_F(ProxyIntakeTest, TakesItInWhateverPieces) {
  start();
  WireClient client(server_->port());
  for (const char octet : "PROXY TCP6 2001:db8::1 ::1 4711 443\r\n" + get("/a")) {
    client.send({&octet, 1});
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(client.read_response().second, "http://a/a from 2001:db8::1|4711");
}

TEST_F(ProxyIntakeTest, KnowsVersion2AndTls) {
  start();
  WireClient client(server_->port());
  client.send(
      "\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x14\xC0\x00\x02\x01\xC6\x33\x64\x01\xDC\x04\x01\xBB"
      "\x20\x00\x05\x01\0\0\0\0"s +
      get("/a"));
  EXPECT_EQ(client.read_response().second, "https://a/a from 192.0.2.1|56324");
}

TEST_F(ProxyIntakeTest, AHealthCheckOfTheProxyIsItsOwn) {
  start();
  WireClient client(server_->port());
  client.send("PROXY UNKNOWN\r\n" + get("/a"));
  EXPECT_THAT(client.read_response().second, StartsWith("http://a/a from 127.0.0.1|"));
}

TEST_F(ProxyIntakeTest, BelievesNoHeaderFieldsOfTheClient) {
  start();
  WireClient client(server_->port());
  client.send(
      "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\nGET /a HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n");
  EXPECT_EQ(client.read_response().second, "http://a/a from 192.0.2.1|56324");
}

TEST_F(ProxyIntakeTest, HangsUpOnWhatIsNoHeader) {
  start();
  WireClient plain(server_->port());
  plain.send(get("/a"));
  EXPECT_TRUE(plain.ends());
  EXPECT_EQ(plain.received(), "");
  WireClient half(server_->port());
  half.send("PROXY TCP4 1.2.3.4");
  half.half_close();
  EXPECT_TRUE(half.ends());
}

TEST_F(ProxyIntakeTest, HangsUpOnWhoIsNotTrusted) {
  start({}, "10.0.0.0/8");
  WireClient client(server_->port());
  client.send("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n" + get("/a"));
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(client.received(), "");
}

TEST_F(ProxyIntakeTest, WaitsForTheHeaderAsLongAsForAHead) {
  Limits limits;
  limits.head_time = 100ms;
  start(limits);
  WireClient client(server_->port());
  client.send("PROXY ");
  EXPECT_TRUE(client.ends(2s));
}

TEST_F(ProxyIntakeTest, CountsTheClientsAddress) {
  Limits limits;
  limits.connections_per_address = 1;
  start(limits);
  const std::string header = "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n";
  WireClient first(server_->port());
  first.send(header + get("/a"));
  EXPECT_THAT(first.read_response().first, StartsWith("HTTP/1.1 200 "));
  WireClient second(server_->port());
  second.send(header + get("/a"));
  EXPECT_THAT(second.read_response().first, StartsWith("HTTP/1.1 429 "));
  EXPECT_TRUE(second.ends());
  WireClient other(server_->port());
  other.send("PROXY TCP4 192.0.2.2 198.51.100.1 56324 443\r\n" + get("/a"));
  EXPECT_THAT(other.read_response().first, StartsWith("HTTP/1.1 200 "));
}

TEST_F(ProxyIntakeTest, EndsWithTheServer) {
  start();
  WireClient client(server_->port());
  client.send("PROXY ");
  std::this_thread::sleep_for(20ms);
  server_->stop();
  server_->wait();
  EXPECT_TRUE(client.ends());
}

}  // namespace
}  // namespace talaria::server
