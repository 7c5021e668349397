#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/https_redirect.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

Task<Json> ok() {
  co_return "ok";
}

TestResponse ask(std::string_view url, TestRequest::Pairs headers = {}) {
  App app;
  app.get<ok>("/a b");
  app.add_middleware<HTTPSRedirectMiddleware>();
  TestClient client(app, {.follow_redirects = false});
  return client.get(url, {.headers = std::move(headers)});
}

TEST(HTTPSRedirectMiddleware, SendsToTheSamePlaceWithTls) {
  const TestResponse response = ask("/a%20b?q=1&r=%2F");
  EXPECT_EQ(response.status_code, 307);
  EXPECT_EQ(response.header("location"), "https://testserver/a%20b?q=1&r=%2F");
  EXPECT_EQ(response.text, "");
}

TEST(HTTPSRedirectMiddleware, KeepsAPortThatIsNotTheUsualOne) {
  EXPECT_EQ(ask("/", {{"host", "a.example:80"}}).header("location"), "https://a.example/");
  EXPECT_EQ(ask("/", {{"host", "a.example:443"}}).header("location"), "https://a.example/");
  EXPECT_EQ(ask("/", {{"host", "a.example:8080"}}).header("location"), "https://a.example:8080/");
  EXPECT_EQ(ask("/", {{"host", "[::1]:80"}}).header("location"), "https://[::1]/");
  EXPECT_EQ(ask("/", {{"host", "a.example"}, {"upgrade", "websocket"}}).header("location"), "wss://a.example/");
}

TEST(HTTPSRedirectMiddleware, LetsThroughWhatCameWithTls) {
  EXPECT_EQ(ask("https://testserver/a%20b").status_code, 200);
}

}  // namespace
}  // namespace talaria
