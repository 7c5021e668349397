#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/trusted_host.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

Task<Json> ok() {
  co_return "ok";
}

TestResponse ask(const TrustedHostMiddleware::Options& options, std::string host, std::string_view url = "/") {
  App app;
  app.get<ok>("/");
  app.add_middleware<TrustedHostMiddleware>(options);
  TestClient client(app, {.follow_redirects = false});
  return client.get(url, {.headers = {{"host", std::move(host)}}});
}

TEST(TrustedHostMiddleware, LetsThroughWhatIsListed) {
  const TrustedHostMiddleware::Options options{.allowed_hosts = {"Example.com", "*.example.com", "[::1]"}};
  for (const char* host : {"example.com", "EXAMPLE.com:8000", "a.example.com", "a.b.example.com:80", "[::1]:8000"}) {
    EXPECT_EQ(ask(options, host).status_code, 200) << host;
  }
  for (const char* host : {"evil.org", "example.com.evil.org", "badexample.com", "[::2]", "example.org:80"}) {
    const TestResponse response = ask(options, host);
    EXPECT_EQ(response.status_code, 400) << host;
    EXPECT_EQ(response.text, "Invalid host header");
  }
  EXPECT_EQ(ask({}, "whoever").status_code, 200);
}

TEST(TrustedHostMiddleware, SendsToWww) {
  const TestResponse response = ask({.allowed_hosts = {"www.example.com"}}, "example.com:81", "/?a=%20b");
  EXPECT_EQ(response.status_code, 307);
  EXPECT_EQ(response.header("location"), "http://www.example.com:81/?a=%20b");
  EXPECT_EQ(ask({.allowed_hosts = {"www.example.com"}, .www_redirect = false}, "example.com").status_code, 400);
}

TEST(TrustedHostMiddleware, RefusesPatternsThatAreNone) {
  for (const char* pattern : {"a.*.example.com", "*example.com", "**", "*.*", "example.*"}) {
    EXPECT_THROW(TrustedHostMiddleware({.allowed_hosts = {pattern}}), std::invalid_argument) << pattern;
  }
}

}  // namespace
}  // namespace talaria
