#include "server/forwarded.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// "scheme client:port host", of a request whose peer is 127.0.0.1:123.
std::string seen(const Fields& fields, ProxyHeaders headers = ProxyHeaders::x_forwarded,
                 std::string allow_ips = "127.0.0.1,10.0.0.0/8") {
  http::RequestHead head;
  head.client_host = "127.0.0.1";
  head.client_port = 123;
  for (const auto& [name, value] : fields) head.fields.push_back({name, value});
  Forwarding({.headers = headers, .forwarded_allow_ips = std::move(allow_ips), .trust_host = true}).apply(head);
  return std::string(head.scheme) + ' ' + std::string(head.client_host) + ':' + std::to_string(head.client_port) +
         (head.host.empty() ? "" : ' ' + std::string(head.host));
}

std::string seen_for(std::string list) {
  return seen({{"X-Forwarded-For", std::move(list)}});
}

std::string forwarded(std::string value) {
  return seen({{"Forwarded", std::move(value)}}, ProxyHeaders::forwarded);
}

constexpr const char* unchanged = "http 127.0.0.1:123";

TEST(Forwarding, TakesTheRightmostAddressThatIsNotTrusted) {
  EXPECT_EQ(seen_for("1.2.3.4"), "http 1.2.3.4:0");
  EXPECT_EQ(seen_for("6.6.6.6, 1.2.3.4"), "http 1.2.3.4:0");
  EXPECT_EQ(seen_for("6.6.6.6, 1.2.3.4, 10.0.0.1,127.0.0.1"), "http 1.2.3.4:0");
  EXPECT_EQ(seen_for("2001:db8::7 , 10.0.0.1"), "http 2001:db8::7:0");
  EXPECT_EQ(seen_for("[2001:db8::7]:4711, 10.0.0.1:80"), "http 2001:db8::7:4711");
  EXPECT_EQ(seen_for("1.2.3.4:5"), "http 1.2.3.4:5");
}

TEST(Forwarding, TakesTheFirstWhenAllAreTrusted) {
  EXPECT_EQ(seen_for("10.0.0.9, 10.0.0.1"), "http 10.0.0.9:0");
  EXPECT_EQ(seen({{"x-forwarded-for", "1.2.3.4, 5.6.7.8"}}, ProxyHeaders::x_forwarded, "*"), "http 1.2.3.4:0");
}

TEST(Forwarding, BelievesNoListWithSomethingElseInIt) {
  for (const char* list :
       {"", " , ", ", , ", " , 10.0.0.1", "9.9.9.9 , , , 10.0.0.1", ", , 9.9.9.9, , ", "unknown", "1.2.3.4.5",
        "1.2.3.4:99999", "1.2.3.4:", "[::1", "[1.2.3.4]", "[::1]x", "localhost", "1.2.3.4 5.6.7.8"}) {
    EXPECT_EQ(seen_for(list), unchanged) << list;
  }
  // But what stands before the client does not count.
  EXPECT_EQ(seen_for(", unknown, 9.9.9.9"), "http 9.9.9.9:0");
}

TEST(Forwarding, ReadsSeveralFieldsAsOneList) {
  EXPECT_EQ(seen({{"X-Forwarded-For", "6.6.6.6"}, {"A", "b"}, {"X-Forwarded-For", "1.2.3.4"}}), "http 1.2.3.4:0");
  EXPECT_EQ(seen({{"X-Forwarded-For", "1.2.3.4"}, {"x-forwarded-for", "10.0.0.1"}}), "http 1.2.3.4:0");
  EXPECT_EQ(seen({{"X-Forwarded-For", "10.0.0.7"}, {"x-forwarded-for", "10.0.0.1"}}), "http 10.0.0.7:0");
  EXPECT_EQ(seen({{"X-Forwarded-For", "1.2.3.4"}, {"x-forwarded-for", ""}}), unchanged);
}

TEST(Forwarding, TakesTheSchemeOfTheNearestProxy) {
  const auto scheme = [](const char* value) { return seen({{"X-Forwarded-Proto", value}}); };
  EXPECT_EQ(scheme("https"), "https 127.0.0.1:123");
  EXPECT_EQ(scheme("HTTPS"), "https 127.0.0.1:123");
  EXPECT_EQ(scheme("wss"), "https 127.0.0.1:123");
  EXPECT_EQ(scheme("http, https"), "https 127.0.0.1:123");
  EXPECT_EQ(scheme("https, http"), unchanged);
  EXPECT_EQ(scheme("ftp"), unchanged);
  EXPECT_EQ(scheme(""), unchanged);
  EXPECT_EQ(seen({{"X-Forwarded-Proto", "http"}, {"X-Forwarded-Proto", "https"}}), "https 127.0.0.1:123");
}

TEST(Forwarding, TakesTheHostOnlyWhenTold) {
  const Fields fields = {{"Host", "inner"}, {"X-Forwarded-Host", "evil.example, outer.example:8443"}};
  EXPECT_EQ(seen(fields), "http 127.0.0.1:123 outer.example:8443");
  EXPECT_EQ(seen({{"X-Forwarded-Host", "a b"}}), unchanged);
  EXPECT_EQ(seen({{"X-Forwarded-Host", "a/b"}}), unchanged);
  http::RequestHead head;
  for (const auto& [name, value] : fields) head.fields.push_back({name, value});
  Forwarding({}).apply(head);
  EXPECT_EQ(head.host, "");
}

TEST(Forwarding, ReadsOneKindOfFieldsOnly) {
  const Fields both = {
      {"X-Forwarded-For", "1.1.1.1"}, {"Forwarded", "for=2.2.2.2;proto=https"}, {"X-Forwarded-Port", "8"}};
  EXPECT_EQ(seen(both), "http 1.1.1.1:0");
  EXPECT_EQ(seen(both, ProxyHeaders::forwarded), "https 2.2.2.2:0");
  EXPECT_EQ(seen(both, ProxyHeaders::none), unchanged);
}

TEST(Forwarding, ReadsForwarded) {
  EXPECT_EQ(forwarded("for=192.0.2.43"), "http 192.0.2.43:0");
  EXPECT_EQ(forwarded("For=\"[2001:db8:cafe::17]:4711\""), "http 2001:db8:cafe::17:4711");
  EXPECT_EQ(forwarded("for=192.0.2.60;proto=https;by=203.0.113.43"), "https 192.0.2.60:0");
  EXPECT_EQ(forwarded("for=192.0.2.43, for=198.51.100.17"), "http 198.51.100.17:0");
  EXPECT_EQ(forwarded("for=6.6.6.6;proto=https, for=1.2.3.4;host=outer.example , for=10.0.0.1;proto=http"),
            "http 1.2.3.4:0 outer.example");
  EXPECT_EQ(forwarded("for=1.2.3.4;proto=https, for=10.0.0.1"), "https 1.2.3.4:0");
  EXPECT_EQ(forwarded("for=10.0.0.2, for=10.0.0.1"), "http 10.0.0.2:0");
  EXPECT_EQ(forwarded("secret=\"a,b;c\";for=1.2.3.4;;host=\"outer.example:8\""), "http 1.2.3.4:0 outer.example:8");
  EXPECT_EQ(seen({{"Forwarded", "for=1.2.3.4"}, {"Forwarded", "for=10.0.0.1"}}, ProxyHeaders::forwarded),
            "http 1.2.3.4:0");
}

TEST(Forwarding, BelievesNoForwardedThatIsMalformed) {
  for (const char* value : {"for", "for=", "for=\"1.2.3.4", "for=1.2.3.4;for=5.6.7.8", "for=1.2.3.4 proto=https",
                            "=1.2.3.4", "for=\"1.2\\.3.4\"", "for =1.2.3.4", "for=1.2.3.4, proto=(https)",
                            "for=unknown", "for=_hidden", "for=[::1]", "", ","}) {
    EXPECT_EQ(forwarded(value), unchanged) << value;
  }
  // A trusted proxy that hides its client still tells the scheme.
  EXPECT_EQ(forwarded("for=_hidden;proto=https"), "https 127.0.0.1:123");
  EXPECT_EQ(forwarded("for=6.6.6.6;proto=https, for=unknown"), unchanged);
}

}  // namespace
}  // namespace talaria::server
