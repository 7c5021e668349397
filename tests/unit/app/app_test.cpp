#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/openapi/docs_pages.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Task<Json> ok() {
  co_return "ok";
}
Task<Json> echo(Path<std::string, "name">, Query<std::optional<int>, "q">) {
  co_return "echo";
}

// Routing, as a client sees it.

TEST(App, AnswersWhatItDoesNotKnow) {
  App app;
  app.get<ok>("/items");
  app.post<ok>("/items");
  TestClient client(app);
  const TestResponse missing = client.get("/nothing");
  EXPECT_EQ(missing.status_code, 404);
  EXPECT_EQ(missing.text, R"({"detail":"Not Found"})");
  EXPECT_EQ(missing.header("content-type"), "application/json");
  const TestResponse wrong_method = client.delete_("/items");
  EXPECT_EQ(wrong_method.status_code, 405);
  EXPECT_EQ(wrong_method.text, R"({"detail":"Method Not Allowed"})");
  EXPECT_EQ(wrong_method.header("allow"), "GET");
  const TestResponse head = client.head("/items");
  EXPECT_EQ(head.status_code, 405) << "FastAPI does not answer HEAD for a GET route";
  EXPECT_EQ(head.text, "");
  EXPECT_EQ(client.request("BREW", "/items").status_code, 405);
}

TEST(App, EveryMethodHasItsCall) {
  App app;
  app.get<ok>("/");
  app.post<ok>("/");
  app.put<ok>("/");
  app.patch<ok>("/");
  app.delete_<ok>("/");
  app.head<ok>("/");
  app.options<ok>("/");
  TestClient client(app);
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
    EXPECT_EQ(client.request(method, "/").status_code, 200) << method;
  }
}

TEST(App, RedirectsWhenOnlyTheLastSlashIsWrong) {
  App app;
  app.get<ok>("/with/");
  app.get<ok>("/without");
  app.post<echo>("/names/{name}/");
  TestClient client(app, {.follow_redirects = false});
  const TestResponse added = client.get("/with?a=1&b=%20");
  EXPECT_EQ(added.status_code, 307);
  EXPECT_EQ(added.header("location"), "http://testserver/with/?a=1&b=%20");
  EXPECT_EQ(added.text, "");
  EXPECT_EQ(client.get("/without/").header("location"), "http://testserver/without");
  EXPECT_EQ(client.get("/without//").header("location"), "http://testserver/without");
  EXPECT_EQ(client.get("/names/a%20b").header("location"), "http://testserver/names/a%20b/") << "whatever the method";
  EXPECT_EQ(client.get("/other/").status_code, 404);
  EXPECT_EQ(client.get("//").status_code, 404);
  App strict{{.redirect_slashes = false}};
  strict.get<ok>("/with/");
  EXPECT_EQ(TestClient(strict, {.follow_redirects = false}).get("/with").status_code, 404);
}

TEST(App, ATestSeesWhereItsRedirectEnds) {
  App app;
  app.post<ok>("/with/");
  EXPECT_EQ(TestClient(app).post("/with").text, R"("ok")");
}

// Starting and stopping.

std::vector<std::string> events;

Resource<> lifespan(App& app) {
  events.push_back("start");
  co_await sleep(1ms);
  app.state.emplace<std::string>("made at the start");
  co_yield {};
  co_await sleep(1ms);
  events.push_back("stop");
}
Json reads_state(State<std::string> text) {
  return *text;
}
Resource<> failing_lifespan(App&) {
  events.push_back("start");
  throw std::runtime_error("no database");
  co_yield {};
}
Resource<> failing_end(App&) {
  co_yield {};
  throw std::runtime_error("cannot close");
}
Resource<> no_yield(App& app) {
  if (app.options().title.empty()) co_yield {};
}

TEST(App, TheLifespanSurroundsTheRequests) {
  events.clear();
  App app{{.lifespan = lifespan}};
  app.get<reads_state>("/");
  for (int i = 0; i < 2; ++i) {
    TestClient client(app);
    EXPECT_EQ(client.get("/").text, R"("made at the start")") << "faults are looked for after the lifespan has begun";
    events.push_back("request");
  }
  EXPECT_THAT(events, ElementsAre("start", "request", "stop", "start", "request", "stop"));
}

TEST(App, ALifespanThatFailsKeepsTheAppFromStarting) {
  events.clear();
  App app{{.lifespan = failing_lifespan}};
  EXPECT_THROW(TestClient{app}, std::runtime_error);
  EXPECT_THAT(events, ElementsAre("start"));
}

TEST(App, AFaultThatIsFoundAtTheStartStillEndsTheLifespan) {
  events.clear();
  App app{{.lifespan = lifespan}};
  app.get("/x", [](State<double>) { return 1; }, {.name = "needs_double"});
  EXPECT_THROW(TestClient{app}, RegistrationError);
  EXPECT_THAT(events, ElementsAre("start", "stop"));
}

TEST(App, ALifespanThatFailsAtItsEndIsReported) {
  App app{{.lifespan = failing_end}};
  ::testing::internal::CaptureStderr();
  {
    TestClient client(app);
  }
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("cannot close"));
}

TEST(App, ALifespanHasToYield) {
  App app{{.lifespan = no_yield}};
  EXPECT_THROW(TestClient{app}, std::logic_error);
}

// Faults.

Json path_parameter(Path<int, "id">) {
  return nullptr;
}
Json state_parameter(State<float>) {
  return nullptr;
}

TEST(App, ReportsAllFaultsAtOnceWithTheirPlaces) {
  App app;
  Router router{{.prefix = "no-slash"}};
  router.get<ok>("/x");
  const unsigned line = __LINE__;
  app.get<path_parameter>("/items");
  app.post<state_parameter>("/state");
  app.get("/lambda", [] { return 1; }, {});
  app.get("/{id:number}", [](Path<int, "id">) { return 1; }, {.name = "number"});
  app.include_router(router);
  app.include_router(router, {.prefix = "/ends/"});
  app.get<ok>("");
  std::string text;
  try {
    app.freeze();
  } catch (const RegistrationError& error) {
    text = error.what();
  }
  const auto at = [&](unsigned offset) { return "app_test.cpp:" + std::to_string(line + offset) + ": "; };
  EXPECT_THAT(text, HasSubstr(at(1) + "GET /items (path_parameter): Path parameter 'id' has no capture '{id}'"));
  EXPECT_THAT(text, HasSubstr(at(2) + "POST /state (state_parameter): there is no State<"));
  EXPECT_THAT(text, HasSubstr(at(3) + "GET /lambda: a handler that is a lambda needs"));
  EXPECT_THAT(text, HasSubstr(at(4) + "GET /{id:number} (number): unknown convertor 'number'"));
  EXPECT_THAT(text, HasSubstr("prefix \"no-slash\" must begin with '/'"));
  EXPECT_THAT(text, HasSubstr(at(6) + "prefix \"/ends/\" must not end with '/'"));
  EXPECT_THAT(text, HasSubstr(at(7) + "path and prefix are both empty"));
}

TEST(App, ARouterThatIncludesItselfIsAFault) {
  App app;
  Router router;
  router.get<ok>("/x");
  router.include_router(router, {.prefix = "/again"});
  Router other;
  router.include_router(other, {.prefix = "/other"});
  other.include_router(router, {.prefix = "/and-again"});
  app.include_router(router);
  EXPECT_THROW(app.freeze(), RegistrationError);
}

TEST(App, TheSameRouterMayBeIncludedTwice) {
  App app;
  Router router;
  router.get<ok>("/x");
  app.include_router(router, {.prefix = "/a"});
  app.include_router(router, {.prefix = "/b"});
  TestClient client(app);
  EXPECT_EQ(client.get("/a/x").status_code, 200);
  EXPECT_EQ(client.get("/b/x").status_code, 200);
}

// Pages about itself.

TEST(App, ServesItsDocumentAndPages) {
  App app{{.title = "My <API>"}};
  TestClient client(app);
  const TestResponse document = client.get("/openapi.json");
  EXPECT_EQ(document.header("content-type"), "application/json");
  EXPECT_EQ(document.json()["info"]["title"], Json("My <API>"));
  const TestResponse docs = client.get("/docs");
  EXPECT_EQ(docs.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(docs.text, HasSubstr("My &lt;API&gt; - Swagger UI"));
  EXPECT_THAT(docs.text, HasSubstr("/openapi.json"));
  EXPECT_THAT(client.get("/redoc").text, HasSubstr("ReDoc"));
  EXPECT_EQ(client.get("/docs/oauth2-redirect").status_code, 200);
  EXPECT_EQ(client.head("/docs").status_code, 200);
  EXPECT_EQ(client.head("/docs").text, "");
  EXPECT_EQ(client.post("/docs").status_code, 405);
}

TEST(App, ItsPagesCanBeMovedAndSwitchedOff) {
  App moved{{.openapi_url = "/api/v1/openapi.json", .docs_url = "/documentation", .redoc_url = std::nullopt}};
  TestClient client(moved);
  EXPECT_EQ(client.get("/api/v1/openapi.json").status_code, 200);
  EXPECT_THAT(client.get("/documentation").text, HasSubstr("/api/v1/openapi.json"));
  for (const char* gone : {"/docs", "/redoc", "/openapi.json"}) EXPECT_EQ(client.get(gone).status_code, 404) << gone;
  App none{{.openapi_url = std::nullopt}};
  TestClient other(none);
  for (const char* gone : {"/docs", "/redoc", "/openapi.json"}) EXPECT_EQ(other.get(gone).status_code, 404) << gone;
}

TEST(App, ServesTheFilesOfItsPagesCompressedAndOnce) {
  if (openapi::docs_assets().empty()) GTEST_SKIP() << "built without the files of the pages";
  App app;
  TestClient client(app);
  for (const auto& asset : openapi::docs_assets()) {
    const std::string url = "/docs/assets/" + std::string(asset.path);
    const TestResponse packed = client.get(url);
    EXPECT_EQ(packed.header("content-encoding"), "gzip");
    EXPECT_EQ(packed.text, asset.bytes);
    EXPECT_EQ(packed.header("content-type"), asset.media_type);
    const TestResponse plain = client.get(url, {.headers = {{"accept-encoding", "identity"}}});
    EXPECT_EQ(plain.header("content-encoding"), "");
    EXPECT_EQ(plain.text, openapi::decompressed(asset));
    const TestResponse known = client.get(url, {.headers = {{"if-none-match", packed.header("etag")}}});
    EXPECT_EQ(known.status_code, 304);
    EXPECT_EQ(known.text, "");
    EXPECT_EQ(known.header("etag"), asset.etag);
  }
}

TEST(App, RoutesAddedAfterTheStartAreSeenAfterTheNext) {
  App app;
  app.get<ok>("/first");
  {
    TestClient client(app);
    app.get<ok>("/second");
    EXPECT_EQ(client.get("/second").status_code, 404);
  }
  EXPECT_EQ(TestClient(app).get("/second").status_code, 200);
  EXPECT_EQ(app.operations().size(), 2u);
}

// The settings of Swagger UI.

TEST(App, SwaggerUiTakesSettings) {
  App app{{.swagger_ui_parameters = R"({"deepLinking": false, "syntaxHighlight": {"theme": "obsidian"}})",
           .swagger_ui_init_oauth = R"({"clientId": "web"})",
           .swagger_ui_oauth2_redirect_url = "/back"}};
  TestClient client(app);
  const std::string page = client.get("/docs").text;
  EXPECT_THAT(page, HasSubstr(R"("deepLinking": false,)"));
  EXPECT_THAT(page, HasSubstr(R"("syntaxHighlight": {"theme": "obsidian"},)"));
  EXPECT_THAT(page, HasSubstr(R"("showExtensions": true,)"));
  EXPECT_THAT(page, HasSubstr(R"(ui.initOAuth({"clientId": "web"}))"));
  EXPECT_THAT(page, HasSubstr("window.location.origin + '/back'"));
  EXPECT_EQ(client.get("/back").status_code, 200);
  EXPECT_EQ(client.get("/docs/oauth2-redirect").status_code, 404);
}

TEST(App, SettingsThatAreNoJsonKeepItFromStarting) {
  App app{{.swagger_ui_parameters = "{deepLinking}"}};
  try {
    app.freeze();
    FAIL() << "it started";
  } catch (const RegistrationError& error) {
    EXPECT_THAT(error.what(), HasSubstr("app: swagger_ui_parameters is no JSON"));
  }
}

}  // namespace
}  // namespace talaria
