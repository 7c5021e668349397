// Services below a path: what they see of the request, other apps with documents of their own, how they start and stop.
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string>& log() {
  static std::vector<std::string> events;
  return events;
}

// Says what it sees.
class Mirror final : public http::Service {
 public:
  Task<Response> handle(Request& request) override {
    if (request.route_path() == "/throw") throw HTTPException(418, "short and stout");
    if (request.route_path() == "/fail") throw std::logic_error("no such luck");
    co_return PlainTextResponse(std::string(request.method_name()) + " " + std::string(request.path()) + " " +
                                std::string(request.root_path()) + " " + std::string(request.route_path()));
  }
  Task<void> startup() override {
    log().push_back("start");
    co_return;
  }
  Task<void> shutdown() override {
    log().push_back("stop");
    co_return;
  }
};

Task<Json> hello() {
  co_return JsonObject{{"message", "hello"}};
}
Task<std::string> where(const Request& request) {
  co_return std::string(request.root_path());
}
Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
  const std::string text = co_await socket.receive_text();
  co_await socket.send_text(text);
}
Resource<> lifespan(App&) {
  log().push_back("open");
  co_yield {};
  log().push_back("close");
}

std::string fault_of(App& app) {
  try {
    app.freeze();
  } catch (const RegistrationError& error) {
    return error.what();
  }
  return {};
}

TEST(Mount, ShowsAServiceTheRestOfThePath) {
  App app;
  app.mount("/a b/", Mirror{}, "mirror");
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/a%20b/x/y%2fz").text, "GET /a b/x/y/z /a b /x/y/z");
  EXPECT_EQ(client.request("BREW", "/a%20b/").text, "BREW /a b/ /a b /");
  EXPECT_EQ(client.get("/a%20b").header("location"), "http://testserver/a%20b/");
  EXPECT_EQ(client.get("/a%20bc").status_code, 404);
}

TEST(Mount, HandlesWhatAServiceThrowsAsAnyException) {
  App app;
  app.mount("/m", Mirror{});
  TestClient client(app);
  EXPECT_EQ(client.get("/m/throw").status_code, 418);
  EXPECT_EQ(client.get("/m/throw").text, R"({"detail":"short and stout"})");
  EXPECT_EQ(client.get("/m/fail").status_code, 500);
}

TEST(Mount, StandsAmongTheRoutesInTheirOrder) {
  App app;
  app.get<hello>("/m/first");
  app.mount("/m", Mirror{});
  app.get<hello>("/m/second");
  TestClient client(app);
  EXPECT_EQ(client.get("/m/first").text, R"({"message":"hello"})");
  EXPECT_THAT(client.get("/m/second").text, HasSubstr("/second"));
}

TEST(Mount, OfARouterHasItsPrefixAndMiddleware) {
  App app;
  Router router{{.prefix = "/r"}};
  router.middleware([](Request& request, Next next) -> Task<Response> {
    Task<Response> task = next(request);
    Response response = co_await std::move(task);
    response.headers.set("x-status", std::to_string(response.status_code));
    co_return response;
  });
  Mirror mirror;
  router.mount("/m", mirror);
  app.include_router(router, {.prefix = "/v1"});
  TestClient client(app);
  EXPECT_EQ(client.get("/v1/r/m/x").text, "GET /v1/r/m/x /v1/r/m /x");
  EXPECT_EQ(client.get("/v1/r/m/throw").header("x-status"), "418");
}

TEST(Mount, GivesAnAppDocumentsOfItsOwn) {
  App inner;
  inner.get<hello>("/sub");
  inner.get<where>("/where");
  App app;
  app.get<hello>("/app");
  app.mount("/inner", inner);
  TestClient client(app);
  EXPECT_EQ(client.get("/inner/sub").text, R"({"message":"hello"})");
  EXPECT_EQ(client.get("/inner/where").text, "\"/inner\"");
  const Json document = client.get("/inner/openapi.json").json();
  EXPECT_EQ(document["servers"], (Json(JsonArray{JsonObject{{"url", "/inner"}}})));
  EXPECT_TRUE(document["paths"].as_object().contains("/sub"));
  const Json outer = client.get("/openapi.json").json();
  EXPECT_FALSE(outer.as_object().contains("servers"));
  EXPECT_EQ(outer["paths"].as_object().size(), 1U);
  const std::string page = client.get("/inner/docs").text;
  EXPECT_THAT(page, HasSubstr("'/inner/openapi.json'"));
  EXPECT_THAT(page, HasSubstr("/inner/docs/oauth2-redirect"));
  EXPECT_THAT(client.get("/docs").text, HasSubstr("'/openapi.json'"));
  EXPECT_EQ(client.get("/inner/missing").text, R"({"detail":"Not Found"})");
}

TEST(Mount, LeadsOnInsideOfWhatIsMounted) {
  App innermost;
  innermost.get<where>("/where/");
  App inner;
  inner.mount("/b", innermost);
  App app;
  app.mount("/a", inner);
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/a/b/where/").text, "\"/a/b\"");
  EXPECT_EQ(client.get("/a/b/where").header("location"), "http://testserver/a/b/where/");
  EXPECT_EQ(client.get("/a/b/openapi.json").json()["servers"][0]["url"], "/a/b");
}

TEST(Mount, ReachesWebSockets) {
  App inner;
  inner.websocket<echo>("/ws");
  App app;
  app.mount("/inner", inner);
  TestClient client(app);
  auto socket = client.websocket_connect("/inner/ws");
  socket.send_text("hello");
  EXPECT_EQ(socket.receive_text(), "hello");
  EXPECT_THROW(client.websocket_connect("/inner/other"), WebSocketDenialResponse);
}

TEST(Mount, StartsAndStopsWithTheApp) {
  Mirror mirror;
  App inner{{.lifespan = lifespan}};
  App app;
  app.mount("/a", mirror);
  app.mount("/b", mirror);
  app.mount("/inner", inner);
  log().clear();
  {
    TestClient client(app);
    EXPECT_THAT(log(), ElementsAre("start", "open"));
  }
  EXPECT_THAT(log(), ElementsAre("start", "open", "close", "stop"));
}

TEST(Mount, FindsFaultsAtTheStart) {
  App app;
  app.mount("static", Mirror{});
  EXPECT_THAT(fault_of(app), HasSubstr("mount_test.cpp"));
  EXPECT_THAT(fault_of(app), HasSubstr("a path that is mounted at is empty or begins with '/'"));
  App own;
  own.mount("/x", own, "self");
  EXPECT_THAT(fault_of(own), HasSubstr("mount /x (self): an app mounts itself"));
}

TEST(RootPath, IsWhereAProxyShowsTheApp) {
  App app{{.servers = {{.url = "https://example.com"}}, .root_path = "/api/v1"}};
  app.get<where>("/where");
  app.mount("/m", Mirror{});
  TestClient client(app);
  EXPECT_EQ(client.get("/where").text, "\"/api/v1\"");
  EXPECT_EQ(client.get("/api/v1/where").text, "\"/api/v1\"");
  EXPECT_EQ(client.get("/m/x").text, "GET /m/x /api/v1/m /x");
  const Json servers = client.get("/openapi.json").json()["servers"];
  EXPECT_EQ(servers[0]["url"], "/api/v1");
  EXPECT_EQ(servers[1]["url"], "https://example.com");
  EXPECT_THAT(client.get("/docs").text, HasSubstr("'/api/v1/openapi.json'"));
  App hidden{{.root_path = "/api", .root_path_in_servers = false}};
  TestClient other(hidden);
  EXPECT_FALSE(other.get("/openapi.json").json().as_object().contains("servers"));
}

}  // namespace
}  // namespace talaria
