// A blocking client that sees every octet, and a service made of a function: for the tests that need a socket.
#pragma once
#include <arpa/inet.h>
#include <chrono>
#include <functional>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include <talaria/http/service.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {

class FunctionService final : public http::Service {
 public:
  using Function = std::function<Task<Response>(Request&)>;
  explicit FunctionService(Function function) : function_(std::move(function)) {}
  Task<Response> handle(Request& request) override { return function_(request); }

 private:
  Function function_;
};

/// A server on a port of its own, with short time-outs for stopping.
class RunningServer {
 public:
  explicit RunningServer(FunctionService::Function function, Limits limits = {}, unsigned threads = 1)
      : service_(std::move(function)), server_(service_, options_with(limits, threads)) {
    server_.start();
  }
  RunningServer(FunctionService::Function function, ServerOptions options)
      : service_(std::move(function)), server_(service_, std::move(options)) {
    server_.start();
  }
  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  [[nodiscard]] Server& server() { return server_; }

 private:
  static ServerOptions options_with(const Limits& limits, unsigned threads) {
    ServerOptions options;
    options.port = 0;
    options.threads = threads;
    options.limits = limits;
    options.graceful_timeout = std::chrono::milliseconds{2000};
    return options;
  }

  FunctionService service_;
  Server server_;
};

class WireClient {
 public:
  explicit WireClient(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      close();
      throw std::runtime_error("cannot connect");
    }
  }
  /// Through a unix socket.
  explicit WireClient(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      close();
      throw std::runtime_error("cannot connect");
    }
  }
  WireClient(const WireClient&) = delete;
  WireClient& operator=(const WireClient&) = delete;
  ~WireClient() { close(); }

  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  void half_close() { ::shutdown(socket_, SHUT_WR); }
  /// Closes so that the server gets a reset.
  void reset() {
    const linger hard{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
  }

  /// Sends everything; returns false when the server does not take it.
  bool send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Reads once; false at the end, on an error, or when nothing came in time.
  bool read_some(std::chrono::milliseconds patience = std::chrono::seconds{5}) {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char block[16384];
    const ssize_t size = ::recv(socket_, block, sizeof block, 0);
    if (size <= 0) {
      ended_ = true;
      return false;
    }
    received_.append(block, static_cast<std::size_t>(size));
    return true;
  }

  /// Whether the server closed the connection, waiting for it; what came before is in received().
  bool ends(std::chrono::milliseconds patience = std::chrono::seconds{5}) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!ended_ && std::chrono::steady_clock::now() < deadline) read_some(std::chrono::milliseconds{50});
    return ended_;
  }

  /// Reads until `text` has come; gives what came up to there and forgets it, or everything when it never came.
  std::string read_until(std::string_view text) {
    while (received_.find(text) == std::string::npos && read_some()) {
    }
    const auto at = received_.find(text);
    const std::size_t size = at == std::string::npos ? received_.size() : at + text.size();
    std::string out = received_.substr(0, size);
    received_.erase(0, size);
    return out;
  }

  /// Reads one response with a content-length: its head and its content.
  std::pair<std::string, std::string> read_response() {
    std::string head = read_until("\r\n\r\n");
    const auto at = head.find("content-length: ");
    const std::size_t length = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
    while (received_.size() < length && read_some()) {
    }
    std::string content = received_.substr(0, length);
    received_.erase(0, length);
    return {std::move(head), std::move(content)};
  }

  [[nodiscard]] const std::string& received() const { return received_; }
  /// Takes what has come.
  [[nodiscard]] std::string take() { return std::exchange(received_, std::string()); }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  int socket_;
  std::string received_;
  bool ended_ = false;
};

inline std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

}  // namespace talaria::server
