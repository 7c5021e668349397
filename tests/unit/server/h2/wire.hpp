// A client of HTTP/2 on a socket: what it sends is written by hand.
#pragma once
#include "frames.hpp"
#include "wire_client.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::server::h2 {

class Http2Client {
 public:
  explicit Http2Client(std::uint16_t port, std::string_view first = opening(), int receive_buffer = 0)
      : wire_(port, receive_buffer) {
    wire_.send(first);
  }

  bool send(std::string_view octets) { return wire_.send(octets); }
  WireClient& wire() { return wire_; }
  /// Every frame so far.
  [[nodiscard]] const std::vector<Frame>& frames() const { return frames_; }

  /// Reads until a frame whose name has `name` in it has come that was not asked for before; PINGs are answered.
  bool awaits(std::string_view name, std::chrono::milliseconds patience = std::chrono::seconds{5}) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (true) {
      for (; looked_at_ < frames_.size(); ++looked_at_) {
        if (name_of(frames_[looked_at_]).find(name) != std::string::npos) {
          ++looked_at_;
          return true;
        }
      }
      if (wire_.ended() || std::chrono::steady_clock::now() > deadline) return false;
      read();
    }
  }
  [[nodiscard]] const Frame& last_awaited() const { return frames_[looked_at_ - 1]; }
  /// Reads what comes within `time`.
  void read_for(std::chrono::milliseconds time) {
    const auto deadline = std::chrono::steady_clock::now() + time;
    while (!wire_.ended() && std::chrono::steady_clock::now() < deadline) read();
  }
  /// The content that has come on a stream.
  [[nodiscard]] std::string content(std::uint32_t stream) const {
    std::string all;
    for (const Frame& one : frames_) {
      if (one.type == type_data && one.stream == stream) all += one.payload;
    }
    return all;
  }
  /// Whether the server has closed the connection, waiting for it.
  bool ends(std::chrono::milliseconds patience = std::chrono::seconds{5}) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!wire_.ended() && std::chrono::steady_clock::now() < deadline) read();
    return wire_.ended();
  }
  bool answers_pings = true;

 private:
  void read() {
    wire_.read_some(std::chrono::milliseconds{20});
    for (Frame& one : reader_.read(wire_.take())) {
      if (one.type == type_ping && !one.has(ack) && answers_pings) wire_.send(ping(one.payload, ack));
      frames_.push_back(std::move(one));
    }
  }

  WireClient wire_;
  FrameReader reader_;
  std::vector<Frame> frames_;
  std::size_t looked_at_ = 0;
};

}  // namespace talaria::server::h2
