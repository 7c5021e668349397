#include <gtest/gtest.h>

#include <talaria/websocket/exceptions.hpp>

namespace talaria {
namespace {

// RFC 6455 section 7.4 and the registry that it opened.
TEST(CloseCode, IsOneThatMayBeSent) {
  for (const int code :
       {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999}) {
    EXPECT_TRUE(websocket::is_close_code(code)) << code;
  }
  for (const int code : {-1, 0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    EXPECT_FALSE(websocket::is_close_code(code)) << code;
  }
}

TEST(WebSocketDisconnect, HasCodeAndReason) {
  const WebSocketDisconnect disconnect(1001, "away");
  EXPECT_EQ(disconnect.code(), 1001);
  EXPECT_EQ(disconnect.reason(), "away");
  EXPECT_EQ(WebSocketDisconnect().code(), 1000);
}

}  // namespace
}  // namespace talaria
