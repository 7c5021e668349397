#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/security_headers.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

Task<Response> framed() {
  co_return HTMLResponse("<p>", 200, {{"x-frame-options", "SAMEORIGIN"}});
}

TestResponse ask(const SecurityHeadersMiddleware::Options& options, std::string_view url) {
  App app;
  app.get<framed>("/framed");
  app.add_middleware<SecurityHeadersMiddleware>(options);
  TestClient client(app);
  return client.get(url);
}

TEST(SecurityHeadersMiddleware, AddsWhatIsMissing) {
  const TestResponse response = ask({}, "/framed");
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(response.header("x-frame-options"), "SAMEORIGIN") << "what the handler said stays";
  EXPECT_EQ(response.header("strict-transport-security"), "") << "not without TLS";
  EXPECT_EQ(ask({}, "/nothing").header("x-frame-options"), "DENY") << "errors, too";
}

TEST(SecurityHeadersMiddleware, TransportSecurityIsForHttps) {
  EXPECT_EQ(ask({}, "https://testserver/framed").header("strict-transport-security"),
            "max-age=63072000; includeSubDomains");
}

TEST(SecurityHeadersMiddleware, AnEmptyTextLeavesAFieldOut) {
  EXPECT_EQ(ask({.referrer_policy = ""}, "/framed").header("referrer-policy"), "");
}

TEST(SecurityHeadersMiddleware, AnApiWithoutPagesForbidsAll) {
  EXPECT_EQ(ask(SecurityHeadersMiddleware::api_only(), "/framed").header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'");
}

}  // namespace
}  // namespace talaria
