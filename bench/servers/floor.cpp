// The floor that other servers are measured against: one thread, edge-triggered epoll, one receive and one send per
// request, a trivial scan of the head, no router, no field table. With `--mode fixed` every answer is a constant; with
// `--mode hand` the path, the query and the body are really read, checked and written, by code made for this one case.
#include "hand_user.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t receive_size = 64 * 1024;
constexpr std::string_view fixed_user = R"({"id":42,"name":"Ada Lovelace","q":"abc","active":true})";

enum class Mode { fixed, hand };

struct Connection {
  int socket = -1;
  std::string partial;  // start of a request whose rest has not arrived
  std::string unsent;   // what the socket did not take
};

struct Request {
  std::string_view method;
  std::string_view target;
  std::string_view body;
};

/// Takes one request off the front of `data`; false when it is not there yet.
bool take_request(std::string_view& data, Request& request) {
  const auto head_end = data.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return false;
  const auto head = data.substr(0, head_end);
  const auto method_end = head.find(' ');
  const auto target_end = head.find(' ', method_end + 1);
  if (target_end == std::string_view::npos) return false;
  request.method = head.substr(0, method_end);
  request.target = head.substr(method_end + 1, target_end - method_end - 1);
  std::size_t length = 0;
  if (request.method != "GET") {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto field = head.find(name);
    if (field != std::string_view::npos) {
      std::from_chars(head.data() + field + name.size(), head.data() + head.size(), length);
    }
  }
  const std::size_t total = head_end + 4 + length;
  if (data.size() < total) return false;
  request.body = data.substr(head_end + 4, length);
  data.remove_prefix(total);
  return true;
}

class Floor {
 public:
  Floor(Mode mode, int port)
      : mode_(mode), epoll_(::epoll_create1(0)), buffer_(receive_size + bench::HandUser::padding) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 4096) != 0) {
      std::perror("floor: cannot listen");
      std::exit(1);
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event);
  }

  [[noreturn]] void run() {
    std::vector<epoll_event> events(512);
    for (;;) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      refresh_date();
      for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        auto* connection = static_cast<Connection*>(event.data.ptr);
        if (connection == nullptr) {
          accept_all();
        } else {
          serve(connection, event.events);
        }
      }
    }
  }

 private:
  void refresh_date() {
    const std::time_t now = std::time(nullptr);
    if (now == date_time_) return;
    date_time_ = now;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[64];
    const auto size = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
    date_.assign(text, size);
  }

  void accept_all() {
    for (;;) {
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
      if (socket < 0) return;
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      epoll_event event{};
      event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
      event.data.ptr = new Connection{socket, {}, {}};
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
    }
  }

  void serve(Connection* connection, std::uint32_t ready) {
    if ((ready & EPOLLOUT) != 0 && !connection->unsent.empty() && !flush(*connection)) return close(connection);
    if ((ready & ~EPOLLOUT) == 0) return;
    for (;;) {
      const std::size_t kept = connection->partial.size();
      std::memcpy(buffer_.data(), connection->partial.data(), kept);
      const std::size_t room = receive_size - kept;
      const auto got = ::recv(connection->socket, buffer_.data() + kept, room, 0);
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) return close(connection);
      std::string_view data(buffer_.data(), kept + static_cast<std::size_t>(got));
      Request request;
      while (take_request(data, request)) answer(request);
      if (data.size() == receive_size) return close(connection);
      connection->partial.assign(data);
      if (!send_output(*connection)) return close(connection);
      // A short read means that the socket is drained: the edge will come again, and a second receive is not needed.
      if (static_cast<std::size_t>(got) < room) return;
    }
  }

  void answer(const Request& request) {
    if (request.target == "/plaintext") return respond("200 OK", "text/plain; charset=utf-8", "Hello, World!");
    if (mode_ == Mode::fixed) {
      if (request.method == "POST") return respond("201 Created", "application/json", request.body);
      return respond("200 OK", "application/json", fixed_user);
    }
    body_.clear();
    if (request.method == "POST") {
      const bool good = user_.echo(request.body, body_);
      return good ? respond("201 Created", "application/json", body_)
                  : respond("422 Unprocessable Entity", "application/json", R"({"detail":"invalid"})");
    }
    const auto target = bench::parse_user_target(request.target);
    if (!target) return respond("404 Not Found", "application/json", R"({"detail":"Not Found"})");
    bench::append_user_read(body_, target->id, target->q);
    respond("200 OK", "application/json", body_);
  }

  void respond(std::string_view status, std::string_view type, std::string_view body) {
    char digits[20];
    char* const end = std::to_chars(digits, digits + sizeof digits, body.size()).ptr;
    output_ += "HTTP/1.1 ";
    output_ += status;
    output_ += "\r\n";
    output_ += date_;
    output_ += "Content-Type: ";
    output_ += type;
    output_ += "\r\nContent-Length: ";
    output_.append(digits, end);
    output_ += "\r\n\r\n";
    output_ += body;
  }

  bool send_output(Connection& connection) {
    if (!connection.unsent.empty()) {
      connection.unsent += output_;
    } else if (!output_.empty()) {
      const auto sent = ::send(connection.socket, output_.data(), output_.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EAGAIN) return false;
      const auto taken = sent < 0 ? 0 : static_cast<std::size_t>(sent);
      if (taken < output_.size()) connection.unsent.assign(output_, taken);
    }
    output_.clear();
    return true;
  }

  static bool flush(Connection& connection) {
    const auto sent = ::send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN;
    connection.unsent.erase(0, static_cast<std::size_t>(sent));
    return true;
  }

  static void close(Connection* connection) {
    ::close(connection->socket);
    delete connection;
  }

  Mode mode_;
  int epoll_;
  int listener_;
  std::vector<char> buffer_;
  std::string output_;
  std::string body_;
  std::string date_;
  std::time_t date_time_ = 0;
  bench::HandUser user_;
};

}  // namespace

int main(int argc, char** argv) {
  Mode mode = Mode::fixed;
  int port = 8000;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--port") == 0) port = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--mode") == 0 && std::strcmp(argv[i + 1], "hand") == 0) mode = Mode::hand;
  }
  Floor(mode, port).run();
}
