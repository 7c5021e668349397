// Inbox: the messages of a client that its handler has not received yet.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include <talaria/websocket/websocket.hpp>

namespace talaria::websocket {

/// First in, first out. Empty ones count too, so that a client cannot fill the memory with them.
class Inbox {
 public:
  explicit Inbox(std::size_t limit) noexcept : limit_(limit) {}

  /// Whether nothing more is to be read from the client. One message has room whatever its size.
  [[nodiscard]] bool full() const noexcept { return size_ >= limit_; }
  [[nodiscard]] bool empty() const noexcept { return first_ == messages_.size(); }

  void push(WebSocketMessage message) {
    // What was taken makes room before more memory is asked for.
    if (first_ > 0 && messages_.size() == messages_.capacity()) drop_taken();
    size_ += cost(message);
    messages_.push_back(std::move(message));
  }
  [[nodiscard]] WebSocketMessage pop() {
    WebSocketMessage message = std::move(messages_[first_++]);
    size_ -= cost(message);
    if (empty()) clear();
    return message;
  }
  void clear() {
    if (messages_.capacity() > kept) {
      messages_ = {};
    } else {
      messages_.clear();
    }
    first_ = size_ = 0;
  }

 private:
  static constexpr std::size_t kept = 8;  // places whose memory an idle connection keeps

  static std::size_t cost(const WebSocketMessage& message) { return message.data.size() + sizeof(WebSocketMessage); }
  void drop_taken() {
    messages_.erase(messages_.begin(), messages_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }

  std::size_t limit_;
  std::size_t size_ = 0;
  std::size_t first_ = 0;  // that was not taken
  std::vector<WebSocketMessage> messages_;
};

}  // namespace talaria::websocket
