// Applications as a whole: routers, metadata, lifespan and state, tests.
#include "pages.hpp"

// clang-format off
namespace bigger_applications { void set_up(talaria::App& app); }
namespace metadata {
talaria::AppOptions options();
talaria::AppOptions urls();
talaria::AppOptions hidden();
talaria::AppOptions custom();
talaria::AppOptions by_environment();
talaria::AppOptions swagger_ui();
void add_page(talaria::App& app);
void set_up(talaria::App& app);
}
namespace lifespan_and_state {
extern bool loaded;
talaria::AppOptions options();
void set_up(talaria::App& app);
void set_up_interface(talaria::App& app);
}
namespace websockets {
void set_up(talaria::App& app);
std::string test_echo(talaria::App& app);
}
namespace testing_page {
void set_up(talaria::App& app);
void test_read_items(talaria::App& app);
void test_override(talaria::App& app);
void test_an_hour(talaria::App& app);
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(BiggerApplications, AnswerAsThePageSays) {
  const std::string page = "tutorial/bigger-applications.md";
  App app;
  bigger_applications::set_up(app);
  TestClient client{app};
  const TestRequest token{.headers = {{"X-Token", "let-me-in"}}};
  EXPECT_EQ(client.get("/users/").status_code, 200);
  EXPECT_EQ(client.get("/api/v1/users/").status_code, 200);
  EXPECT_TRUE(shown(page, client.get("/items/lamp", token)));
  EXPECT_EQ(client.get("/items/lamp").status_code, 422);
  EXPECT_EQ(client.post("/admin/cache", token).status_code, 200);
  EXPECT_EQ(client.post("/admin/cache", {.headers = {{"X-Token", "x"}}}).status_code, 400);
  const Json& document = app.openapi();
  EXPECT_EQ(document["paths"]["/admin/cache"]["post"]["tags"], Json(JsonArray{"admin"}));
  const JsonObject& responses = document["paths"]["/items/{item_id}"]["get"]["responses"].as_object();
  EXPECT_TRUE(responses.contains("404") && responses.contains("403"));
}

TEST(Metadata, IsInTheDocument) {
  App app{metadata::options()};
  metadata::set_up(app);
  EXPECT_TRUE(shown("tutorial/metadata.md", app.openapi()["info"]));
  EXPECT_EQ(app.openapi()["tags"][0]["description"], Json("What can be ordered"));
}

TEST(Metadata, SaysWhereThePagesAre) {
  App app{metadata::urls()};
  metadata::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/api/v1/openapi.json").status_code, 200);
  EXPECT_EQ(client.get("/documentation").status_code, 200);
  EXPECT_EQ(client.get("/redoc").status_code, 404);
  EXPECT_EQ(client.get("/docs").status_code, 404);
}

TEST(Metadata, CanHideEverything) {
  App app{metadata::hidden()};
  metadata::set_up(app);
  TestClient client{app};
  for (const char* path : {"/openapi.json", "/docs", "/redoc"}) EXPECT_EQ(client.get(path).status_code, 404) << path;
}

TEST(Metadata, HidesThePagesByTheEnvironment) {
  EXPECT_EQ(metadata::by_environment().openapi_url, "/openapi.json");
  ::setenv("HIDE_DOCS", "1", 1);
  EXPECT_EQ(metadata::by_environment().openapi_url, std::nullopt);
  ::unsetenv("HIDE_DOCS");
}

TEST(Metadata, CanBeChanged) {
  App app{metadata::custom()};
  EXPECT_EQ(app.openapi()["info"]["x-logo"]["url"], Json("https://example.com/logo.png"));
}

TEST(Metadata, ShapesThePages) {
  App app{metadata::swagger_ui()};
  metadata::add_page(app);
  TestClient client{app};
  const std::string page = client.get("/docs").text;
  EXPECT_NE(page.find(R"("deepLinking": false)"), std::string::npos);
  EXPECT_NE(page.find(R"("clientId": "workshop-docs")"), std::string::npos);
  EXPECT_NE(client.get("/documentation").text.find("https://assets.example.com/swagger-ui-bundle.js"),
            std::string::npos);
}

TEST(LifespanAndState, LiveAsLongAsTheAppServes) {
  App app{lifespan_and_state::options()};
  lifespan_and_state::set_up(app);
  EXPECT_FALSE(lifespan_and_state::loaded);
  {
    TestClient client{app};
    EXPECT_TRUE(lifespan_and_state::loaded);
    EXPECT_TRUE(shown("tutorial/lifespan-and-state.md", client.get("/convert?euros=2")));
  }
  EXPECT_FALSE(lifespan_and_state::loaded);
}

TEST(LifespanAndState, MayHoldAnInterface) {
  App app;
  lifespan_and_state::set_up_interface(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/greet/Ada").text, R"("Good day, Ada")");
}

TEST(LifespanAndState, ThatIsMissingIsNamedAtTheStart) {
  App app;
  lifespan_and_state::set_up(app);
  try {
    app.freeze();
    FAIL() << "it starts without the state";
  } catch (const RegistrationError& error) {
    EXPECT_NE(std::string(error.what()).find("State<lifespan_and_state::ExchangeRates>"), std::string::npos);
  }
}

TEST(WebSockets, AnswerAsThePageSays) {
  App app;
  websockets::set_up(app);
  EXPECT_EQ(websockets::test_echo(app), "Ada in 7: hello");
}

TEST(Testing, WorksAsThePageSays) {
  App app;
  testing_page::set_up(app);
  testing_page::test_read_items(app);
  testing_page::test_override(app);
  testing_page::test_read_items(app);
  testing_page::test_an_hour(app);
}

}  // namespace
}  // namespace docs
