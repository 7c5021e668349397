#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> log;

Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
  while (true) {
    const WebSocketMessage message = co_await socket.receive();
    if (message.type == WebSocketMessage::Type::text) {
      co_await socket.send_text(message.data);
    } else {
      co_await socket.send_bytes(message.data);
    }
  }
}

Task<void> sum(WebSocket& socket) {
  co_await socket.accept();
  std::int64_t total = 0;
  while (true) {
    const Json value = co_await socket.receive_json();
    total += value.as_int();
    const Json answer(total);
    co_await socket.send_json(answer);
  }
}

Task<void> log_disconnect(WebSocket& socket) {
  co_await socket.accept();
  try {
    while (true) co_await socket.receive_text();
  } catch (const WebSocketDisconnect& disconnect) {
    log.push_back(std::to_string(disconnect.code()) + " " + disconnect.reason());
  }
}

std::string query_token(Query<std::optional<std::string>, "token"> token) {
  if (!token) throw WebSocketException{1008, "No token"};
  return *token;
}

Resource<int> opened() {
  log.push_back("open");
  int value = 7;
  co_yield value;
  log.push_back("close");
}

Task<void> with_parameters(WebSocket& socket, Path<int, "item_id"> item_id, Query<std::optional<int>, "q"> q,
                           Depends<query_token> token, Depends<opened> resource) {
  co_await socket.accept();
  const std::string number = q ? std::to_string(*q) : "none";
  const std::string text = std::to_string(*item_id) + " " + number + " " + *token + " " + std::to_string(*resource);
  co_await socket.send_text(text);
}

Task<void> return_at_once(WebSocket&) {
  co_return;
}
Task<void> close_before_accept(WebSocket& socket) {
  co_await socket.close(1008);
}
Task<void> throw_before_accept(WebSocket&) {
  throw std::runtime_error("broken");
  co_return;
}
Task<void> deny(WebSocket&) {
  throw HTTPException{401, "Who are you?"};
  co_return;
}
Task<void> throw_after_accept(WebSocket& socket) {
  co_await socket.accept();
  throw std::runtime_error("broken");
}
Task<void> throw_code_after_accept(WebSocket& socket) {
  co_await socket.accept();
  throw WebSocketException{4001, "enough"};
}
Task<void> close_with_code(WebSocket& socket) {
  co_await socket.accept();
  co_await socket.close(4002, "so long");
  try {
    co_await socket.send_text("more");
  } catch (const std::logic_error&) {
    log.push_back("nothing after close");
  }
}
Task<void> send_early(WebSocket& socket) {
  co_await socket.send_text("too early");
}
Task<void> choose(WebSocket& socket) {
  http::Headers headers;
  headers.set("x-one", "1");
  co_await socket.accept("chat", headers);
}
Task<void> ignore_the_client(WebSocket& socket) {
  co_await socket.accept();
  try {
    co_await sleep(1h);
  } catch (const Cancelled&) {
    log.push_back("cancelled");
    throw;
  }
}

Task<void> try_what_cannot_be_sent(WebSocket& socket) {
  co_await socket.accept();
  for (int i = 0; i < 4; ++i) {
    try {
      if (i == 0) co_await socket.send_text("\xff");
      if (i == 1) co_await socket.close(1006);
      if (i == 2) co_await socket.close(1000, std::string(124, 'x'));
      if (i == 3) co_await socket.accept();
    } catch (const std::logic_error&) {
      log.push_back(std::to_string(i));
    }
  }
}

class WebSocketTest : public ::testing::Test {
 protected:
  WebSocketTest() {
    log.clear();
    app.websocket<echo>("/echo");
    app.websocket<sum>("/sum");
    app.websocket<log_disconnect>("/log");
    app.websocket<with_parameters>("/items/{item_id}/ws");
    app.websocket<return_at_once>("/return");
    app.websocket<close_before_accept>("/close-early");
    app.websocket<throw_before_accept>("/throw-early");
    app.websocket<deny>("/deny");
    app.websocket<throw_after_accept>("/throw");
    app.websocket<throw_code_after_accept>("/code");
    app.websocket<close_with_code>("/close");
    app.websocket<send_early>("/send-early");
    app.websocket<choose>("/choose");
    app.websocket<ignore_the_client>("/ignore");
    app.websocket<try_what_cannot_be_sent>("/check");
  }

  // The status with which a WebSocket is refused.
  int refusal(std::string_view url) {
    try {
      TestClient client(app);
      client.websocket_connect(url);
    } catch (const WebSocketDenialResponse& denial) {
      return denial.response().status_code;
    }
    return 101;
  }
  // How the app ends the conversation.
  std::string end(std::string_view url) {
    TestClient client(app);
    auto socket = client.websocket_connect(url);
    try {
      socket.receive();
    } catch (const WebSocketDisconnect& disconnect) {
      return std::to_string(disconnect.code()) + " " + disconnect.reason();
    }
    return "a message";
  }

  App app;
};

TEST_F(WebSocketTest, KeepsTypeAndContentOfMessages) {
  TestClient client(app);
  auto socket = client.websocket_connect("/echo");
  socket.send_text("κόσμε");
  socket.send_bytes(std::string("\0\xff", 2));
  socket.send_text("");
  EXPECT_EQ(socket.receive_text(), "κόσμε");
  EXPECT_EQ(socket.receive_bytes(), std::string("\0\xff", 2));
  EXPECT_EQ(socket.receive_text(), "");
}

TEST_F(WebSocketTest, SpeaksJson) {
  TestClient client(app);
  auto socket = client.websocket_connect("/sum");
  socket.send_json(3);
  EXPECT_EQ(socket.receive_json(), Json(3));
  socket.send_json(4);
  EXPECT_EQ(socket.receive_json(), Json(7));
}

TEST_F(WebSocketTest, ClosesWhenAMessageIsNotWhatTheHandlerReceives) {
  TestClient client(app);
  const auto code_for = [&](const char* url, auto&& send) {
    auto socket = client.websocket_connect(url);
    send(socket);
    try {
      socket.receive();
    } catch (const WebSocketDisconnect& disconnect) {
      return disconnect.code();
    }
    return 0;
  };
  EXPECT_EQ(code_for("/sum", [](auto& socket) { socket.send_text("no JSON"); }), 1007);
  EXPECT_EQ(code_for("/sum", [](auto& socket) { socket.send_bytes("1"); }), 1003);
  EXPECT_EQ(code_for("/log", [](auto& socket) { socket.send_bytes("1"); }), 1003);
}

TEST_F(WebSocketTest, TellsTheHandlerHowTheClientLeft) {
  {
    TestClient client(app);
    auto closes = client.websocket_connect("/log");
    closes.close(4000, "bye");
    EXPECT_THROW(closes.receive(), WebSocketDisconnect);
    client.websocket_connect("/log");  // and is gone without a word
  }
  EXPECT_THAT(log, ElementsAre("4000 bye", "1006 "));
}

TEST_F(WebSocketTest, BindsParametersAndDependencies) {
  TestClient client(app);
  {
    auto socket = client.websocket_connect("/items/5/ws?q=2&token=abc");
    EXPECT_EQ(socket.receive_text(), "5 2 abc 7");
    EXPECT_THROW(socket.receive(), WebSocketDisconnect);
  }
  EXPECT_THAT(log, ElementsAre("open", "close"));
  auto socket = client.websocket_connect("/items/5/ws", {.params = {{"token", "abc"}}});
  EXPECT_EQ(socket.receive_text(), "5 none abc 7");
}

TEST_F(WebSocketTest, RefusesWithTheStatusesOfFastApi) {
  EXPECT_EQ(refusal("/items/5/ws"), 403);            // a dependency throws WebSocketException
  EXPECT_EQ(refusal("/items/x/ws?token=abc"), 403);  // a parameter does not fit
  EXPECT_EQ(refusal("/unknown"), 403);
  EXPECT_EQ(refusal("/return"), 403);
  EXPECT_EQ(refusal("/close-early"), 403);
  EXPECT_EQ(refusal("/deny"), 401);
  EXPECT_EQ(refusal("/throw-early"), 500);
  EXPECT_EQ(refusal("/send-early"), 500);
}

TEST_F(WebSocketTest, TellsWhyTheConversationEnds) {
  EXPECT_EQ(end("/throw"), "1011 ");
  EXPECT_EQ(end("/code"), "4001 enough");
  EXPECT_EQ(end("/choose"), "1000 ");
  EXPECT_EQ(end("/close"), "4002 so long");
  EXPECT_THAT(log, ElementsAre("nothing after close"));
}

TEST_F(WebSocketTest, AnswersTheHandshakeWithProtocolAndHeaders) {
  TestClient client(app);
  auto socket = client.websocket_connect("/choose", {.headers = {{"sec-websocket-protocol", "chat"}}});
  EXPECT_EQ(socket.headers().get("sec-websocket-protocol"), "chat");
  EXPECT_EQ(socket.headers().get("x-one"), "1");
  EXPECT_EQ(socket.headers().get("upgrade"), "websocket");
  EXPECT_EQ(socket.headers().get("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_F(WebSocketTest, IsCancelledWhenItDoesNotHearThatTheClientLeft) {
  async::VirtualLoop loop;
  TestClient client(app, {.loop = &loop});
  client.websocket_connect("/ignore");
  EXPECT_THAT(log, ElementsAre("cancelled"));
}

TEST_F(WebSocketTest, RefusesWhatCannotBeSent) {
  EXPECT_EQ(end("/check"), "1000 ");
  EXPECT_THAT(log, ElementsAre("0", "1", "2", "3"));
}

TEST_F(WebSocketTest, IsNotInTheDocumentAndNotInTheWayOfRequests) {
  TestClient client(app);
  EXPECT_THAT(dump_json(app.openapi()), ::testing::Not(HasSubstr("/echo")));
  EXPECT_EQ(client.get("/echo").status_code, 404);
  EXPECT_EQ(client.get("/echo", {.headers = {{"connection", "upgrade"}, {"upgrade", "websocket"}}}).status_code, 426);
}

Task<Json> needs_a_websocket(WebSocket&) {
  co_return nullptr;
}
Task<void> needs_a_body(WebSocket& socket, Body<Json> body) {
  co_await socket.accept();
  static_cast<void>(body);
}

TEST(WebSocketRegistration, FindsWhatCannotWork) {
  App app;
  app.get<needs_a_websocket>("/get");
  app.websocket<needs_a_body>("/body");
  try {
    app.freeze();
    FAIL() << "it freezes";
  } catch (const RegistrationError& error) {
    EXPECT_THAT(error.what(), HasSubstr("GET /get (needs_a_websocket): a WebSocket& is there only"));
    EXPECT_THAT(error.what(), HasSubstr("WebSocket /body (needs_a_body): the handshake of a WebSocket has no body"));
  }
}

TEST(WebSocketRegistration, GoesThroughRoutersWithTheirPrefixesAndDependencies) {
  log.clear();
  App app;
  Router router;
  router.websocket<log_disconnect>("/log", {.dependencies = {depends<opened>}});
  app.include_router(router, {.prefix = "/api"});
  {
    TestClient client(app);
    auto socket = client.websocket_connect("/api/log");
    socket.close(1001);
  }
  EXPECT_THAT(log, ElementsAre("open", "1001 ", "close"));
}

}  // namespace
}  // namespace talaria
