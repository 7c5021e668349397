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
void set_up_more(talaria::App& app);
talaria::AppOptions options();
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

TEST(WebSockets, ReachEverybodyAndNobodyElse) {
  App app{websockets::options()};
  websockets::set_up_more(app);
  TestClient client{app};
  EXPECT_EQ(client.websocket_connect("/greet?token=Ada").receive_text(), "Hello Ada");
  EXPECT_THROW(client.websocket_connect("/greet"), WebSocketDenialResponse);
  auto one = client.websocket_connect("/chat/1");
  one.send_text("hello");
  EXPECT_EQ(one.receive_text(), "You wrote: hello");
  EXPECT_EQ(one.receive_text(), "Client #1 says: hello");
  client.websocket_connect("/chat/2");
  EXPECT_EQ(one.receive_text(), "Client #2 left the chat");
  auto home = client.websocket_connect("/matches/7");
  auto away = client.websocket_connect("/matches/7");
  home.send_text("go!");
  EXPECT_EQ(away.receive_text(), "go!");
}

TEST(WebSockets, SpeakInModels) {
  App app{websockets::options()};
  websockets::set_up_more(app);
  TestClient client{app};
  auto orders = client.websocket_connect("/orders");
  orders.send_text(R"({"item": "tea", "count": 2})");
  EXPECT_EQ(orders.receive_text(), R"({"text":"2 x tea"})");
  orders.send_text(R"({"item": "tea", "count": 0})");
  try {
    orders.receive();
    ADD_FAILURE() << "it goes on";
  } catch (const WebSocketDisconnect& disconnect) {
    EXPECT_EQ(disconnect.code(), 1008);
    EXPECT_EQ(disconnect.reason(), "count: Input should be greater than or equal to 1");
  }
  auto forgiving = client.websocket_connect("/orders/forgiving");
  forgiving.send_text(R"({"item": "tea", "count": 0})");
  EXPECT_EQ(forgiving.receive_text(), R"({"text":"Input should be greater than or equal to 1"})");
  auto count = client.websocket_connect("/count");
  count.send_text("four");
  count.send_text("more");
  EXPECT_EQ(count.receive_text(), R"({"characters":4})");
  EXPECT_EQ(count.receive_text(), R"({"characters":8})");
}

TEST(WebSockets, AreDescribedAsThePageSays) {
  App app{websockets::options()};
  websockets::set_up_more(app);
  const Json document = app.asyncapi();
  Json channel = document["channels"]["take_orders"];
  channel.as_object().erase("description");
  const JsonObject operations{{"take_orders_receive", document["operations"]["take_orders_receive"]},
                              {"take_orders_send", document["operations"]["take_orders_send"]}};
  const JsonObject on_page{{"channels", JsonObject{{"take_orders", channel}}}, {"operations", operations}};
  EXPECT_TRUE(shown("advanced/asyncapi.md", on_page));
  EXPECT_EQ(TestClient(app).get("/asyncapi.json").json(), document);
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
