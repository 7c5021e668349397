#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/describe/server_sent_event.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {
namespace {

struct Item {
  std::string name;
  double price;
};

std::string text_of(const ServerSentEvent& event) {
  std::string out;
  event.write(out);
  return out;
}

TEST(ServerSentEvent, HasWhatIsSetInTheOrderOfFastAPI) {
  EXPECT_EQ(text_of(ServerSentEvent(Item{"Plumbus", 32.99}).retry(5000).id("1").event("item_update").comment("new")),
            ": new\nevent: item_update\ndata: {\"name\":\"Plumbus\",\"price\":32.99}\nid: 1\nretry: 5000\n\n");
  EXPECT_EQ(text_of(ServerSentEvent()), "\n");
  EXPECT_EQ(text_of(ServerSentEvent().comment("ping")), ": ping\n\n");
  ServerSentEvent event = ServerSentEvent::raw("x");
  event.id("a");
  EXPECT_EQ(text_of(event), "data: x\nid: a\n\n");
}

TEST(ServerSentEvent, WritesWhatIsNoModelAsPythonDoes) {
  EXPECT_EQ(text_of(ServerSentEvent("héllo")), "data: \"h\\u00e9llo\"\n\n");
  EXPECT_EQ(text_of(ServerSentEvent(std::string("a"))), "data: \"a\"\n\n");
  EXPECT_EQ(text_of(ServerSentEvent(Json(JsonObject{{"a", 1}, {"b", JsonArray{true, nullptr}}}))),
            "data: {\"a\": 1, \"b\": [true, null]}\n\n");
  EXPECT_EQ(text_of(ServerSentEvent(std::vector<Item>{{"x", 1}})), "data: [{\"name\": \"x\", \"price\": 1.0}]\n\n");
  EXPECT_EQ(text_of(ServerSentEvent(5)), "data: 5\n\n");
  EXPECT_EQ(text_of(ServerSentEvent(Json())), "\n");
}

TEST(ServerSentEvent, SplitsTextsAtTheirLines) {
  EXPECT_EQ(text_of(ServerSentEvent::raw("a\nb\r\nc\rd\n")), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
  EXPECT_EQ(text_of(ServerSentEvent::raw("")), "data: \n\n");
  EXPECT_EQ(text_of(ServerSentEvent().comment("a\nb")), ": a\n: b\n\n");
}

TEST(ServerSentEvent, RefusesWhatWouldBeReadAsMore) {
  for (const std::string bad : {"a\nb", "\r", "a\r\n", "\n"}) {
    EXPECT_THROW(ServerSentEvent().event(bad), ValueError);
    EXPECT_THROW(ServerSentEvent().id(bad), ValueError);
  }
  EXPECT_THROW(ServerSentEvent().id(std::string_view("a\0b", 3)), ValueError);
  EXPECT_THROW(ServerSentEvent().retry(-1), ValueError);
}

}  // namespace
}  // namespace talaria
