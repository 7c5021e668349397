// A WebSocket client on a blocking socket, for the tests that need a server.
#pragma once
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <talaria/websocket/frames.hpp>

namespace talaria::websocket {

class WireSocket {
 public:
  WireSocket(std::uint16_t port, std::string_view path, std::string_view fields = {}, int receive_buffer = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
    write("GET " + std::string(path) +
          " HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
          "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
          std::string(fields) + "\r\n");
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!read()) throw std::runtime_error("no answer to the handshake");
    }
    head_ = received_.substr(0, end + 4);
    received_.erase(0, end + 4);
  }
  WireSocket(WireSocket&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        head_(std::move(other.head_)),
        received_(std::move(other.received_)),
        parser_(std::move(other.parser_)) {}
  WireSocket& operator=(WireSocket&&) = delete;
  ~WireSocket() { drop(); }

  /// The head of the answer.
  [[nodiscard]] const std::string& head() const { return head_; }
  void send_text(std::string_view text) { send(Opcode::text, text); }
  void send(Opcode opcode, std::string_view content) {
    std::string frame;
    append_masked_frame(frame, opcode, content, std::array<unsigned char, 4>{9, 8, 7, 6});
    write(frame);
  }
  /// The next text; what ends the conversation as "close CODE", a ping as "ping".
  std::string receive() {
    while (true) {
      std::string_view octets = received_;
      Event event = parser_.next(octets);
      received_.erase(0, received_.size() - octets.size());
      if (event.kind == Event::Kind::ping) return "ping";
      if (event.kind == Event::Kind::close) return "close " + std::to_string(event.code);
      if (event.kind != Event::Kind::incomplete) return std::move(event.data);
      if (!read()) return "close 1006";
    }
  }
  /// Leaves without a word.
  void drop() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  /// The same, so that the server's system hears of it in the roughest way.
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    drop();
  }

 private:
  void write(std::string_view octets) {
    while (!octets.empty()) {
      const auto sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // what comes back tells
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  bool read() {
    std::array<char, 64 * 1024> block{};
    const auto size = ::recv(socket_, block.data(), block.size(), 0);
    if (size > 0) received_.append(block.data(), static_cast<std::size_t>(size));
    return size > 0;
  }

  int socket_;
  std::string head_;
  std::string received_;
  FrameParser parser_{WebSocketLimits{.message = std::size_t{1} << 30}, Sender::server};
};

}  // namespace talaria::websocket
