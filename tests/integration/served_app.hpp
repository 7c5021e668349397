// An App behind a Server on a port of its own, and a client that moves large contents without keeping them.
#pragma once
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <talaria/app/app.hpp>
#include <talaria/server/server.hpp>

namespace talaria {

class ServedApp {
 public:
  explicit ServedApp(App& app, std::chrono::milliseconds graceful = std::chrono::seconds{1})
      : server_(app, options_with(graceful)) {
    server_.start();
  }
  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  [[nodiscard]] server::Server& server() { return server_; }

 private:
  static server::ServerOptions options_with(std::chrono::milliseconds graceful) {
    server::ServerOptions options;
    options.port = 0;
    options.threads = 1;
    options.graceful_timeout = graceful;
    return options;
  }

  server::Server server_;
};

class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)), block_(256 * 1024) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    static_cast<void>(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire() { ::close(socket_); }

  bool send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Sends up to `octets` and stops when nothing was taken for so long; returns how much was.
  std::size_t send_while_taken(std::size_t octets, std::chrono::milliseconds patience) {
    std::size_t sent = 0;
    while (sent < octets) {
      pollfd ready{socket_, POLLOUT, 0};
      if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) break;
      const ssize_t size =
          ::send(socket_, block_.data(), std::min(block_.size(), octets - sent), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (size <= 0) break;
      sent += static_cast<std::size_t>(size);
    }
    return sent;
  }

  /// What has come; empty at the end, or when nothing came in time.
  std::string_view receive(std::chrono::milliseconds patience = std::chrono::seconds{20}) {
    if (!rest_.empty()) return std::exchange(rest_, {});
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return {};
    const ssize_t size = ::recv(socket_, block_.data(), block_.size(), 0);
    return {block_.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  }

  /// Receives until `text` has come; returns all up to there.
  std::string receive_until(std::string_view text, std::chrono::milliseconds patience = std::chrono::seconds{20}) {
    std::string received;
    while (true) {
      const std::string_view piece = receive(patience);
      if (piece.empty()) return received;
      const std::size_t known = received.size();
      received += piece;
      const std::size_t at = received.find(text);
      if (at == std::string::npos) continue;
      const std::size_t taken = at + text.size() - known;
      rest_ = piece.substr(taken);
      return received.substr(0, at + text.size());
    }
  }

  void skip_head() { receive_until("\r\n\r\n"); }

  /// The content of an answer with a `content-length`.
  std::string answer() {
    const std::string head = receive_until("\r\n\r\n");
    const std::string_view field = "content-length: ";
    const std::size_t at = head.find(field);
    if (at == std::string::npos) return head;
    const std::size_t length = std::stoul(head.substr(at + field.size()));
    std::string content;
    while (content.size() < length) {
      const std::string_view piece = receive();
      if (piece.empty()) break;
      content += piece;
    }
    return content;
  }

  /// Receives `octets` and tells of each piece; what is wrong, if anything.
  template <class Passed>
  std::string receive_until_end(std::size_t octets, Passed passed) {
    std::size_t received = 0;
    while (received < octets) {
      const std::string_view piece = receive();
      if (piece.empty()) return "only " + std::to_string(received) + " of " + std::to_string(octets) + " octets came";
      received += piece.size();
      passed(piece.size());
    }
    return {};
  }

 private:
  int socket_;
  std::vector<char> block_;
  std::string_view rest_;
};

}  // namespace talaria
