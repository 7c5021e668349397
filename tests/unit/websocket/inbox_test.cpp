#include "websocket/inbox.hpp"

#include <string>

#include <gtest/gtest.h>

namespace talaria::websocket {
namespace {

WebSocketMessage text(std::string data) {
  return {WebSocketMessage::Type::text, std::move(data)};
}

TEST(Inbox, GivesMessagesInTheirOrder) {
  Inbox inbox(1'000'000);
  EXPECT_TRUE(inbox.empty());
  int next = 0;
  for (int i = 0; i < 1000; ++i) {
    inbox.push(text(std::to_string(i)));
    if (i % 3 == 0) {
      EXPECT_EQ(inbox.pop().data, std::to_string(next++));
    }
  }
  while (!inbox.empty()) EXPECT_EQ(inbox.pop().data, std::to_string(next++));
  EXPECT_EQ(next, 1000);
}

TEST(Inbox, IsFullByOctetsAndByTheNumberOfMessages) {
  Inbox inbox(1000);
  EXPECT_FALSE(inbox.full());
  inbox.push(text(std::string(5000, 'x')));
  EXPECT_TRUE(inbox.full());
  static_cast<void>(inbox.pop());
  EXPECT_FALSE(inbox.full());
  int count = 0;
  while (!inbox.full()) {
    inbox.push(text(""));
    ++count;
  }
  EXPECT_GT(count, 5);
  EXPECT_LT(count, 50);
  inbox.clear();
  EXPECT_FALSE(inbox.full());
  EXPECT_TRUE(inbox.empty());
}

}  // namespace
}  // namespace talaria::websocket
