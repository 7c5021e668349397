#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/cors.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using Pairs = TestRequest::Pairs;

Task<Json> ok() {
  co_return "ok";
}
Task<Response> varied() {
  co_return PlainTextResponse("text", 200, {{"vary", "Accept-Encoding"}});
}

struct Site {
  explicit Site(const CORSMiddleware::Options& options) {
    app.get<ok>("/");
    app.get<varied>("/varied");
    app.add_middleware<CORSMiddleware>(options);
  }
  TestResponse get(std::string_view origin, std::string_view path = "/") {
    TestClient client(app);
    return client.get(path, {.headers = origin.empty() ? Pairs{} : Pairs{{"origin", std::string(origin)}}});
  }
  TestResponse preflight(std::string_view origin, std::string_view method, Pairs more = {}) {
    more.emplace_back("origin", origin);
    more.emplace_back("access-control-request-method", method);
    TestClient client(app);
    return client.options("/", {.headers = std::move(more)});
  }
  App app;
};

TEST(CORSMiddleware, MirrorsAnAllowedOrigin) {
  Site site({.allow_origins = {"https://a.example"}, .allow_credentials = true, .expose_headers = {"x-a", "x-b"}});
  const TestResponse allowed = site.get("https://a.example");
  EXPECT_EQ(allowed.header("access-control-allow-origin"), "https://a.example");
  EXPECT_EQ(allowed.header("access-control-allow-credentials"), "true");
  EXPECT_EQ(allowed.header("access-control-expose-headers"), "x-a, x-b");
  EXPECT_EQ(allowed.header("vary"), "Origin");
  const TestResponse other = site.get("https://b.example");
  EXPECT_EQ(other.status_code, 200) << "the browser keeps it from the page";
  EXPECT_EQ(other.header("access-control-allow-origin"), "");
  EXPECT_EQ(other.header("vary"), "Origin");
  EXPECT_EQ(site.get("").header("vary"), "Origin") << "a cache must not give it to a page";
  EXPECT_EQ(site.get("https://a.example", "/varied").header("vary"), "Accept-Encoding, Origin");
}

TEST(CORSMiddleware, ComparesOriginsAsAWhole) {
  Site site({.allow_origins = {"https://example.com"}, .allow_origin_regex = R"(https://[a-z]+\.example\.com)"});
  EXPECT_EQ(site.get("https://www.example.com").header("access-control-allow-origin"), "https://www.example.com");
  for (const char* origin : {"null",
                             "http://example.com",
                             "https://example.com.evil.org",
                             "https://evilexample.com",
                             "https://example.com:444",
                             "https://example.comx",
                             "xhttps://example.com",
                             "https://EXAMPLE.com",
                             "https://example.com/",
                             "https://user@example.com",
                             "https://www.example.com.evil.org",
                             "https://www.example.com\tx",
                             "*",
                             "https://wwwXexample.com",
                             "https://a.b.example.com",
                             "https://.example.com",
                             "file://",
                             "https://example.com#",
                             "https://xn--example.com",
                             ""}) {
    EXPECT_EQ(site.get(origin).header("access-control-allow-origin"), "") << origin;
    const TestResponse preflight = site.preflight(origin, "GET");
    EXPECT_EQ(preflight.header("access-control-allow-origin"), "") << origin;
    if (*origin != '\0') {
      EXPECT_EQ(preflight.text, "Disallowed CORS origin") << origin;
    }
  }
  Site with_null({.allow_origins = {"null"}});
  EXPECT_EQ(with_null.get("null").header("access-control-allow-origin"), "null");
}

TEST(CORSMiddleware, AnswersPreflights) {
  Site site({.allow_origins = {"https://a.example"},
             .allow_methods = {"GET", "PATCH"},
             .allow_headers = {"X-Token"},
             .max_age = 60});
  const TestResponse good =
      site.preflight("https://a.example", "PATCH", {{"access-control-request-headers", "x-token, Accept"}});
  EXPECT_EQ(good.status_code, 200);
  EXPECT_EQ(good.text, "OK");
  EXPECT_EQ(good.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(good.header("access-control-allow-methods"), "GET, PATCH");
  EXPECT_EQ(good.header("access-control-allow-headers"),
            "Accept, Accept-Language, Content-Language, Content-Type, X-Token");
  EXPECT_EQ(good.header("access-control-max-age"), "60");
  EXPECT_EQ(good.header("access-control-allow-credentials"), "");
  const TestResponse bad = site.preflight(
      "https://b.example", "DELETE",
      {{"access-control-request-headers", "x-other"}, {"access-control-request-private-network", "true"}});
  EXPECT_EQ(bad.status_code, 400);
  EXPECT_EQ(bad.text, "Disallowed CORS origin, method, headers, private-network");
}

TEST(CORSMiddleware, WildcardsStandForAll) {
  Site site({.allow_origins = {"*"}, .allow_methods = {"*"}, .allow_headers = {"*"}, .allow_private_network = true});
  const TestResponse preflight = site.preflight(
      "https://b.example", "PUT",
      {{"access-control-request-headers", "x-one, x-two"}, {"access-control-request-private-network", "true"}});
  EXPECT_EQ(preflight.status_code, 200);
  EXPECT_EQ(preflight.header("access-control-allow-origin"), "*");
  EXPECT_EQ(preflight.header("access-control-allow-methods"), "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY");
  EXPECT_EQ(preflight.header("access-control-allow-headers"), "x-one, x-two");
  EXPECT_EQ(preflight.header("access-control-allow-private-network"), "true");
  EXPECT_EQ(site.get("https://c.example").header("access-control-allow-origin"), "*");
}

TEST(CORSMiddleware, AnOptionsRequestThatIsNoPreflightGoesThrough) {
  Site site({.allow_origins = {"https://a.example"}});
  TestClient client(site.app);
  EXPECT_EQ(client.options("/", {.headers = {{"origin", "https://a.example"}}}).status_code, 405);
}

TEST(CORSMiddleware, RefusesOptionsThatCannotBe) {
  EXPECT_THROW(CORSMiddleware({.allow_origins = {"*"}, .allow_credentials = true}), std::invalid_argument);
  EXPECT_THROW(CORSMiddleware({.allow_origin_regex = "("}), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
