#include "websocket/session.hpp"

#include "fake_connection.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace talaria::websocket {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> log;

void log_disconnect(const WebSocketDisconnect& disconnect) {
  log.push_back("disconnect " + std::to_string(disconnect.code()));
}

Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
  try {
    while (true) {
      const std::string text = co_await socket.receive_text();
      co_await socket.send_text(text);
    }
  } catch (const WebSocketDisconnect& disconnect) {
    log_disconnect(disconnect);
  }
}

// Takes its time, and does not look.
Task<void> receive_slowly(WebSocket& socket) {
  co_await socket.accept();
  try {
    while (true) {
      co_await sleep(1min);
      const std::string text = co_await socket.receive_text();
      log.push_back(text.substr(0, 8));
    }
  } catch (const WebSocketDisconnect& disconnect) {
    log_disconnect(disconnect);
  }
}

Task<void> only_send(WebSocket& socket) {
  co_await socket.accept();
  try {
    while (true) {
      co_await socket.send_text("tick");
      co_await sleep(200ms);
    }
  } catch (const WebSocketDisconnect& disconnect) {
    log_disconnect(disconnect);
  }
}

Task<void> do_nothing(WebSocket& socket) {
  co_await socket.accept();
  try {
    co_await sleep(24h);
  } catch (const Cancelled&) {
    log.push_back("cancelled");
    throw;
  }
}

Task<void> send_from_many(WebSocket& socket) {
  co_await socket.accept();
  const std::string piece(1000, 'x');
  std::vector<Task<void>> sends;
  for (int i = 0; i < 10; ++i) sends.push_back(socket.send_text(piece));
  try {
    co_await gather(std::move(sends));
    log.push_back("all sent");
  } catch (const WebSocketDisconnect& disconnect) {
    log_disconnect(disconnect);
  }
}

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() { log.clear(); }
};

TEST_F(SessionTest, PingsAClientThatSaysNothingAndLetsItGoWhenItDoesNotAnswer) {
  FakeConnection connection;
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    co_await sleep(19s);
    EXPECT_THAT(stream.take_written(), IsEmpty());
    co_await sleep(2s);
    EXPECT_THAT(stream.take_written(), ElementsAre("ping"));
    stream.send(Opcode::pong, {});
    co_await sleep(21s);
    EXPECT_THAT(stream.take_written(), ElementsAre("ping"));
  });
  EXPECT_THAT(log, ElementsAre("disconnect 1011"));
  EXPECT_THAT(connection.stream().take_written(), ElementsAre("close 1011 A ping was not answered"));
  EXPECT_EQ(connection.duration(), 20s + 1s + 20s + 20s);
}

TEST_F(SessionTest, TakesAnythingThatComesForAnAnswerToAPing) {
  FakeConnection connection({.ping_interval = 10s, .ping_timeout = 1s});
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    co_await sleep(10500ms);
    EXPECT_THAT(stream.take_written(), ElementsAre("ping"));
    stream.send_text("here");
    co_await sleep(5s);
    EXPECT_THAT(stream.take_written(), ElementsAre("here"));
    stream.send_close(1000);
  });
  EXPECT_THAT(log, ElementsAre("disconnect 1000"));
}

TEST_F(SessionTest, DoesNotAskOfAClientThatItDoesNotListenTo) {
  FakeConnection connection({.unread = 100, .ping_interval = 7s, .ping_timeout = 1s, .handler_time = 2min});
  connection.run(receive_slowly, [](FakeStream& stream) -> Task<void> {
    for (int i = 0; i < 10; ++i) stream.send_text("message " + std::to_string(i));
    co_await sleep(50s);
    EXPECT_THAT(stream.take_written(), IsEmpty());
    co_await sleep(3min);
    EXPECT_THAT(stream.take_written(), IsEmpty());
    stream.send_close(1000);
  });
  EXPECT_EQ(log.size(), 11u);
  EXPECT_EQ(log.back(), "disconnect 1000");
}

TEST_F(SessionTest, SendsNoPingsWhenThatIsSwitchedOff) {
  FakeConnection connection({.ping_interval = WebSocketLimits::unlimited_time});
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    co_await sleep(24h);
    EXPECT_THAT(stream.take_written(), IsEmpty());
    stream.leave();
  });
  EXPECT_THAT(log, ElementsAre("disconnect 1006"));
}

TEST_F(SessionTest, EndsWithAClientThatIsIdle) {
  FakeConnection connection({.ping_interval = 10s, .idle = 1min});
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    for (int i = 0; i < 11; ++i) {
      if (i == 3) stream.send_text("busy");
      co_await sleep(9s);
      stream.send(Opcode::pong, {});
    }
  });
  EXPECT_THAT(log, ElementsAre("disconnect 1001"));
  EXPECT_EQ(connection.duration(), 27s + 1min);
  EXPECT_EQ(connection.stream().take_written().back(), "close 1001 Nothing was sent for too long");
}

TEST_F(SessionTest, ReadsAheadNoFurtherThanTheLimit) {
  FakeConnection connection({.unread = 3000, .ping_interval = WebSocketLimits::unlimited_time, .handler_time = 2min});
  connection.run(receive_slowly, [](FakeStream& stream) -> Task<void> {
    for (int i = 0; i < 10; ++i) {
      stream.send_text(std::to_string(i) + std::string(999, 'x'));
      co_await sleep(1ms);
    }
    // Three are in the inbox, and the fourth is not looked at.
    EXPECT_LT(stream.octets_read, 4u * 1008);
    co_await sleep(11min);
    EXPECT_EQ(log.size(), 10u);
    stream.leave();
  });
  EXPECT_EQ(log.front(), "0xxxxxxx");
  EXPECT_EQ(log.back(), "disconnect 1006");
}

TEST_F(SessionTest, AnswersWhatCameBeforeTheClose) {
  FakeConnection connection;
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    stream.send_text("one");
    stream.send_text("two");
    stream.send_close(4001);
    co_return;
  });
  EXPECT_THAT(connection.stream().take_written(), ElementsAre("one", "two", "close 4001 "));
  EXPECT_THAT(log, ElementsAre("disconnect 4001"));
}

TEST_F(SessionTest, TellsAHandlerThatOnlySendsOfTheEnd) {
  FakeConnection connection;
  connection.run(only_send, [](FakeStream& stream) -> Task<void> {
    co_await sleep(500ms);
    stream.send_close(4002);
  });
  EXPECT_THAT(log, ElementsAre("disconnect 4002"));
  EXPECT_EQ(connection.stream().take_written().back(), "close 4002 ");
  EXPECT_LT(connection.duration(), 2s);
}

TEST_F(SessionTest, CancelsAHandlerThatDoesNotNoticeThatTheClientIsGone) {
  for (const bool politely : {true, false}) {
    log.clear();
    FakeConnection connection({.handler_time = 5s});
    connection.run(do_nothing, [politely](FakeStream& stream) -> Task<void> {
      if (politely) {
        stream.send_close(1000);
      } else {
        stream.leave();
      }
      co_return;
    });
    EXPECT_THAT(log, ElementsAre("cancelled"));
    EXPECT_EQ(connection.duration(), 1s + 5s);
  }
}

TEST_F(SessionTest, LetsSendersWaitWhileTheClientDoesNotRead) {
  FakeConnection connection({.unsent = 3500, .per_message_deflate = false});
  connection.run(send_from_many, [](FakeStream& stream) -> Task<void> {
    EXPECT_EQ(stream.written(), 0u);
    co_return;
  });
  EXPECT_THAT(log, ElementsAre("all sent"));

  log.clear();
  FakeConnection stalled({.unsent = 3500, .per_message_deflate = false});
  stalled.stream().stalled = true;
  stalled.run(send_from_many, [](FakeStream& stream) -> Task<void> {
    co_await sleep(1s);
    EXPECT_EQ(stream.written(), 3u * 1004);
    EXPECT_THAT(log, IsEmpty());
    stream.go_on();
    co_await sleep(1s);
    EXPECT_THAT(log, ElementsAre("all sent"));
    stream.send_close(1000);
  });

  log.clear();
  FakeConnection broken({.unsent = 3500, .per_message_deflate = false});
  broken.stream().stalled = true;
  broken.run(send_from_many, [](FakeStream& stream) -> Task<void> {
    co_await sleep(1s);
    stream.leave();
  });
  EXPECT_THAT(log, ElementsAre("disconnect 1006"));
}

TEST_F(SessionTest, EndsWithAClientThatSendsTooOften) {
  FakeConnection connection({.messages = 3, .messages_time = 1s});
  connection.run(echo, [](FakeStream& stream) -> Task<void> {
    for (int i = 0; i < 3; ++i) stream.send_text("a");
    co_await sleep(1s);
    for (int i = 0; i < 4; ++i) stream.send_text("b");
  });
  EXPECT_THAT(connection.stream().take_written(),
              ElementsAre("a", "a", "a", "b", "b", "b", "close 1008 Too many messages"));
  EXPECT_THAT(log, ElementsAre("disconnect 1008"));
}

TEST_F(SessionTest, AnswersPingsWhileTheHandlerIsBusy) {
  FakeConnection connection({.handler_time = 1s});
  connection.run(do_nothing, [](FakeStream& stream) -> Task<void> {
    stream.send(Opcode::ping, "?");
    co_await sleep(1s);
    EXPECT_THAT(stream.take_written(), ElementsAre("pong ?"));
    stream.leave();
  });
}

}  // namespace
}  // namespace talaria::websocket
