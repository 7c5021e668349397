#include <string>
#include <variant>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/openapi/asyncapi.hpp>
#include <talaria/security/oauth2.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/typed_websocket.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Move {
  int x;
  int y;
};
struct Chat {
  Field<std::string, max_length{100}> text;
};
struct Moved {
  Literal<"moved"> type;
  Move move;
};
struct Over {
  Literal<"over"> type;
  std::pair<int, int> score;
};

enum class Color { black, white };

constexpr OAuth2PasswordBearer token{{.token_url = "token", .scopes = {{"play", "Play games"}}}};

Task<void> play(TypedWebSocket<std::variant<Move, Chat>, std::variant<Moved, Over>> socket, Path<Color, "color"> color,
                Path<int, "game", description{"Its number"}, ge{1}>, Query<std::optional<int>, "speed">,
                Header<std::string, "x_device">, Cookie<std::optional<std::string>, "session">,
                Security<token, scopes{"play"}>) {
  static_cast<void>(color);
  co_await socket.accept();
}
Task<void> ticks(TypedWebSocket<int> socket) {
  co_await socket.accept();
}
Task<void> raw(WebSocket& socket, Security<token>) {
  co_await socket.accept();
}
Task<void> hidden(WebSocket& socket) {
  co_await socket.accept();
}

AppOptions options() {
  AppOptions all;
  all.title = "Games";
  all.version = "2.0";
  all.summary = "Board games";
  all.license_info = License{.name = "MIT", .identifier = "MIT"};
  all.openapi_tags = {{.name = "games"}};
  all.servers = {{.url = "https://example.com/v1"}, {.url = "/relative"}};
  return all;
}

class AsyncApiTest : public ::testing::Test {
 protected:
  AsyncApiTest() : app(options()) {
    app.websocket<play>("/games/{game}/{color}", {.tags = {"games"}, .description = "One game."});
    app.websocket<ticks>("/ticks");
    app.websocket<raw>("/raw", {.deprecated = true});
    app.websocket<raw>("/raw/again", {.summary = "Once more"});
    app.websocket<hidden>("/hidden", {.include_in_schema = false});
    document = app.asyncapi();
  }

  App app;
  Json document;
};

TEST_F(AsyncApiTest, SaysWhatTheApiIs) {
  EXPECT_EQ(document["asyncapi"], "3.0.0");
  const Json info = JsonObject{{"title", "Games"},
                               {"description", "Board games"},
                               {"license", JsonObject{{"name", "MIT"}}},
                               {"version", "2.0"},
                               {"tags", JsonArray{JsonObject{{"name", "games"}}}}};
  EXPECT_EQ(document["info"], info);
  const Json servers =
      JsonObject{{"server1", JsonObject{{"host", "example.com"}, {"protocol", "wss"}, {"pathname", "/v1"}}}};
  EXPECT_EQ(document["servers"], servers);
}

TEST_F(AsyncApiTest, HasAChannelForEachRoute) {
  const JsonObject& channels = document["channels"].as_object();
  std::string names;
  for (const auto& member : channels) names += member.name + " ";
  EXPECT_EQ(names, "play ticks raw raw_2 ");
  const Json& channel = document["channels"]["play"];
  EXPECT_EQ(channel["address"], "/games/{game}/{color}");
  EXPECT_EQ(channel["description"], "One game.");
  EXPECT_EQ(channel["parameters"]["game"]["description"], "Its number");
  const Json minimum = channel["parameters"]["game"]["x-schema"]["minimum"];
  EXPECT_EQ(minimum, 1);
  const Json& binding = channel["bindings"]["ws"];
  EXPECT_TRUE(binding["query"]["properties"].as_object().contains("speed"));
  EXPECT_EQ(binding["headers"]["required"], Json(JsonArray{"x-device"}));
  EXPECT_TRUE(channel["x-cookies"]["properties"].as_object().contains("session"));
  EXPECT_EQ(document["channels"]["raw_2"]["title"], "Once more");
}

TEST_F(AsyncApiTest, HasAnOperationForEachDirection) {
  const Json& receive = document["operations"]["play_receive"];
  EXPECT_EQ(receive["action"], "receive");
  EXPECT_EQ(receive["channel"]["$ref"], "#/channels/play");
  EXPECT_EQ(receive["messages"].as_array().size(), 2u);
  EXPECT_EQ(receive["messages"][0]["$ref"], "#/channels/play/messages/Move");
  const Json& send = document["operations"]["play_send"];
  EXPECT_EQ(send["action"], "send");
  EXPECT_EQ(send["messages"][1]["$ref"], "#/channels/play/messages/Over");
  EXPECT_EQ(document["operations"]["raw_send"]["x-deprecated"], true);
}

TEST_F(AsyncApiTest, HasTheSchemasOfItsMessages) {
  const Json& messages = document["components"]["messages"];
  EXPECT_EQ(messages["Move"]["payload"]["$ref"], "#/components/schemas/Move");
  EXPECT_EQ(messages["ticks_received"]["payload"]["type"], "integer");
  EXPECT_FALSE(messages["AnyMessage"].as_object().contains("payload"));
  const Json& schemas = document["components"]["schemas"];
  EXPECT_EQ(schemas["Chat"]["properties"]["text"]["maxLength"], 100);
  // A tuple as draft 07 has it.
  EXPECT_EQ(schemas["Over"]["properties"]["score"]["items"].as_array().size(), 2u);
}

TEST_F(AsyncApiTest, KnowsTheSecuritySchemesAndTheirScopes) {
  const Json& with_scopes = document["operations"]["play_send"]["security"][0];
  EXPECT_EQ(with_scopes["type"], "oauth2");
  EXPECT_EQ(with_scopes["scopes"], Json(JsonArray{"play"}));
  EXPECT_EQ(document["operations"]["raw_send"]["security"][0]["$ref"],
            "#/components/securitySchemes/OAuth2PasswordBearer");
  const Json& flow = document["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"]["password"];
  EXPECT_EQ(flow["availableScopes"]["play"], "Play games");
  EXPECT_FALSE(flow.as_object().contains("scopes"));
}

TEST_F(AsyncApiTest, IsServedBesideItsPage) {
  TestClient client(app);
  EXPECT_EQ(client.get("/asyncapi.json").json(), document);
  const TestResponse page = client.get("/asyncapi");
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.text, HasSubstr("<title>Games - AsyncAPI</title>"));
  EXPECT_THAT(page.text, HasSubstr("/games/{game}/{color}"));
  EXPECT_THAT(page.text, HasSubstr("href=\"/asyncapi.json\""));
  EXPECT_THAT(page.text, Not(HasSubstr("<script")));
}

TEST(AsyncApi, IsNotThereWithoutWebSocketsOrWhenItIsSwitchedOff) {
  App none;
  EXPECT_EQ(TestClient(none).get("/asyncapi.json").status_code, 404);
  for (const bool all : {true, false}) {
    AppOptions off;
    (all ? off.openapi_url : off.asyncapi_url) = std::nullopt;
    App app(off);
    app.websocket<raw>("/raw");
    TestClient client(app);
    EXPECT_EQ(client.get("/asyncapi.json").status_code, 404);
    EXPECT_EQ(client.get("/asyncapi").status_code, 404);
  }
  AppOptions elsewhere;
  elsewhere.asyncapi_url = "/v1/events.json";
  elsewhere.asyncapi_docs_url = std::nullopt;
  App app(elsewhere);
  app.websocket<raw>("/raw");
  TestClient client(app);
  EXPECT_EQ(client.get("/v1/events.json").status_code, 200);
  EXPECT_EQ(client.get("/asyncapi").status_code, 404);
}

TEST(AsyncApiPage, EscapesWhatItShows) {
  AppOptions named;
  named.title = "<b>\"Games\"";
  App app(named);
  app.websocket<ticks>("/ticks", {.description = "<script>alert(1)</script>"});
  EXPECT_THAT(openapi::asyncapi_html(app.asyncapi(), "/a?b\"c"), Not(HasSubstr("<script>")));
  EXPECT_THAT(openapi::asyncapi_html(app.asyncapi(), "/a?b\"c"), HasSubstr("&lt;b&gt;&quot;Games&quot;"));
}

}  // namespace
}  // namespace talaria
