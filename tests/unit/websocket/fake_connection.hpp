// A Session between a handler and a client that a test plays, on a virtual clock.
#pragma once
#include "async/waiters.hpp"
#include "websocket/session.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/websocket/frames.hpp>

namespace talaria::websocket {

/// A connection that may fall silent, break, or not take what is written.
class FakeStream final : public http::Stream {
 public:
  Task<std::string_view> read() override {
    while (input_.empty() && !gone) co_await readers_.wait();
    read_ = std::exchange(input_, {});
    octets_read += read_.size();
    co_return read_;
  }
  Task<void> write(std::string_view octets) override {
    if (gone) throw http::StreamClosed{};
    output_.append(octets);
    while (stalled && !gone) co_await writers_.wait();
    if (gone) throw http::StreamClosed{};
  }

  // The client's end:
  void send(Opcode opcode, std::string_view content) {
    append_masked_frame(input_, opcode, content, std::array<unsigned char, 4>{1, 2, 3, 4});
    readers_.wake_all();
  }
  void send_text(std::string_view text) { send(Opcode::text, text); }
  void send_close(int code) { send(Opcode::close, close_content(code, {})); }
  void leave() {
    gone = true;
    readers_.wake_all();
    writers_.wake_all();
  }
  void go_on() {
    stalled = false;
    writers_.wake_all();
  }
  [[nodiscard]] std::size_t written() const { return output_.size(); }
  /// What has been written so far: "hello", "ping", "close 1000 reason".
  std::vector<std::string> take_written() {
    FrameParser parser(WebSocketLimits{}, Sender::server);
    std::vector<std::string> events;
    std::string_view octets = output_;
    while (true) {
      Event event = parser.next(octets);
      if (event.kind == Event::Kind::incomplete) break;
      if (event.kind == Event::Kind::ping) event.data = "ping";
      if (event.kind == Event::Kind::pong) event.data = "pong " + event.data;
      if (event.kind == Event::Kind::close) event.data = "close " + std::to_string(event.code) + " " + event.data;
      events.push_back(event.data);
    }
    output_.clear();
    return events;
  }

  bool gone = false;
  bool stalled = false;
  std::size_t octets_read = 0;

 private:
  std::string input_;
  std::string read_;
  std::string output_;
  async::Waiters readers_;
  async::Waiters writers_;
};

/// A conversation: `handler` on one side, `client` on the other. The client's task is over before the test is.
class FakeConnection {
 public:
  using Handler = Task<void> (*)(WebSocket& socket);
  using Client = std::function<Task<void>(FakeStream& stream)>;

  explicit FakeConnection(const WebSocketLimits& limits = {})
      : request_(head_of_get()), session_(request_, "x", limits) {}

  void run(Handler handler, const Client& client) {
    auto both = gather(serve(handler), play(client));
    run_until_complete(loop_, std::move(both));
  }
  /// The time that the conversation took.
  [[nodiscard]] async::Duration duration() const { return ended_ - async::TimePoint{}; }
  [[nodiscard]] async::Loop& loop() { return loop_; }
  [[nodiscard]] FakeStream& stream() { return stream_; }

 private:
  static const http::RequestHead& head_of_get() {
    static const http::RequestHead head{};
    return head;
  }
  Task<void> serve(Handler handler) {
    Task<void> conversation = handler(session_.socket());
    const bool accepted = co_await session_.start(std::move(conversation));
    if (accepted) co_await session_.run(stream_);
    ended_ = loop_.now();
  }
  // A client that waits has the stream open already.
  Task<void> play(const Client& client) {
    co_await sleep(async::Duration{});
    Task<void> playing = client(stream_);
    co_await std::move(playing);
  }

  async::VirtualLoop loop_;
  FakeStream stream_;
  Request request_;
  Session session_;
  async::TimePoint ended_{};
};

}  // namespace talaria::websocket
