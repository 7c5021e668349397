#include "app.hpp"

#include <gmock/gmock.h>

namespace chat {
namespace {

using namespace talaria;
using ::testing::HasSubstr;

class ChatTest : public ::testing::Test {
 protected:
  ChatTest() : client(filled(app)) {}
  static App& filled(App& empty) {
    set_up(empty);
    return empty;
  }

  App app;
  TestClient client;
};

TEST_F(ChatTest, TellsEverybodyInTheRoomWhatIsSaidAndWhoIsThere) {
  auto ada = client.websocket_connect("/rooms/lobby?name=Ada");
  const Json ada_is_there = JsonObject{{"type", "present"}, {"name", "Ada"}, {"is_there", true}, {"people", 1}};
  EXPECT_EQ(ada.receive_json(), ada_is_there);
  auto other = client.websocket_connect("/rooms/elsewhere?name=Eve");
  EXPECT_EQ(other.receive_json()["people"], 1);
  {
    auto bob = client.websocket_connect("/rooms/lobby?name=Bob");
    EXPECT_EQ(bob.receive_json()["people"], 2);
    EXPECT_EQ(ada.receive_json()["name"], "Bob");
    bob.send_json(JsonObject{{"text", "hello"}});
    const Json hello = JsonObject{{"type", "said"}, {"name", "Bob"}, {"text", "hello"}};
    EXPECT_EQ(bob.receive_json(), hello);
    EXPECT_EQ(ada.receive_json(), hello);
  }
  const Json left = JsonObject{{"type", "present"}, {"name", "Bob"}, {"is_there", false}, {"people", 1}};
  EXPECT_EQ(ada.receive_json(), left);
}

TEST_F(ChatTest, SaysWhyAMessageIsRefusedAndGoesOn) {
  auto ada = client.websocket_connect("/rooms/lobby?name=Ada");
  static_cast<void>(ada.receive_json());
  ada.send_json(JsonObject{{"text", ""}});
  const Json refused =
      JsonObject{{"type", "refused"}, {"reasons", JsonArray{"String should have at least 1 character"}}};
  EXPECT_EQ(ada.receive_json(), refused);
  ada.send_json(JsonObject{{"text", "hello"}});
  EXPECT_EQ(ada.receive_json()["text"], "hello");
}

TEST_F(ChatTest, RefusesWhoHasNoName) {
  EXPECT_THROW(client.websocket_connect("/rooms/lobby"), WebSocketDenialResponse);
  EXPECT_THROW(client.websocket_connect("/rooms/No+room?name=Ada"), WebSocketDenialResponse);
}

TEST_F(ChatTest, ServesItsPageAndDescribesItsMessages) {
  EXPECT_THAT(client.get("/", {.headers = {{"accept", "text/html"}}}).text, HasSubstr("<title>Chat</title>"));
  const Json document = client.get("/asyncapi.json").json();
  EXPECT_EQ(document["channels"]["converse"]["address"], "/rooms/{room}");
  EXPECT_TRUE(document["components"]["messages"].as_object().contains("Said"));
}

}  // namespace
}  // namespace chat
