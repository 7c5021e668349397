// A light HTTP/1.1 load generator: one thread, epoll, keep-alive connections in a closed loop, optional pipelining.
// It checks the status and the body length of every answer and prints one JSON object. It exists so that the benchmarks
// need no foreign tool, and because it costs less per request than the servers that it measures.
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <netinet/tcp.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  int port = 8000;
  int connections = 64;
  int depth = 1;               // requests in flight per connection
  double seconds = 2.0;        // how long to run, when `requests` is 0
  std::uint64_t requests = 0;  // stop after this many answers instead
  std::string method = "GET";
  std::string target = "/";
  std::string body;
  int status = 200;          // what every answer has to carry
  std::int64_t length = -1;  // body length of every answer; -1 takes that of the first one
};

struct Connection {
  int socket = -1;
  int outstanding = 0;     // answers still to come
  std::size_t unsent = 0;  // bytes of the current batch not yet taken by the socket
  bool awaits_writable = false;
  Clock::time_point sent_at;
  std::string partial;  // start of an answer whose rest has not arrived
};

struct Answer {
  int status = 0;
  std::size_t head_length = 0;
  std::size_t body_length = 0;
};

struct Totals {
  std::uint64_t answers = 0;
  std::uint64_t errors = 0;
  std::uint64_t reconnects = 0;
  std::string first_error;
  std::vector<std::uint32_t> latencies_ns;
};

/// The number that `Content-Length` holds within the field lines of `head`, if it is there.
std::optional<std::size_t> content_length(std::string_view head) {
  constexpr std::string_view name = "content-length:";
  for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line)) {
    line += 2;
    if (head.size() - line < name.size() || (head[line] | 0x20) != 'c') continue;
    if (::strncasecmp(head.data() + line, name.data(), name.size()) != 0) continue;
    std::size_t start = line + name.size();
    while (start < head.size() && head[start] == ' ') ++start;
    std::size_t value = 0;
    const auto [end, fault] = std::from_chars(head.data() + start, head.data() + head.size(), value);
    if (fault != std::errc{}) return std::nullopt;
    return value;
  }
  return std::nullopt;
}

class Generator {
 public:
  explicit Generator(const Options& options) : options_(options), epoll_(::epoll_create1(0)), buffer_(256 * 1024) {
    std::string request = options.method + " " + options.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!options.body.empty()) {
      request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(options.body.size()) + "\r\n";
    }
    request += "\r\n" + options.body;
    for (int i = 0; i < options.depth; ++i) batch_ += request;
    connections_.resize(static_cast<std::size_t>(options.connections));
    totals_.latencies_ns.reserve(1 << 20);
  }

  /// Runs until the time or the count is reached; returns the elapsed seconds.
  double run() {
    for (auto& connection : connections_) open(connection);
    const auto start = Clock::now();
    const auto end =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
    for (auto& connection : connections_) send_batch(connection);
    std::vector<epoll_event> events(connections_.size());
    while (!finished(end)) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
      for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
    }
    const double elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    for (auto& connection : connections_) ::close(connection.socket);
    return elapsed;
  }

  Totals& totals() { return totals_; }
  [[nodiscard]] std::int64_t body_length() const { return options_.length; }

 private:
  [[nodiscard]] bool finished(Clock::time_point end) const {
    if (totals_.errors >= 1000) return true;  // a server that answers wrongly is not worth its time
    return options_.requests != 0 ? totals_.answers >= options_.requests : Clock::now() >= end;
  }

  void open(Connection& connection) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connection.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      std::fprintf(stderr, "cannot connect to 127.0.0.1:%d: %s\n", options_.port, std::strerror(errno));
      std::exit(2);
    }
    const int on = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
  }

  void send_batch(Connection& connection) {
    connection.outstanding = options_.depth;
    connection.unsent = batch_.size();
    connection.sent_at = Clock::now();
    send_rest(connection);
  }

  void send_rest(Connection& connection) {
    const std::size_t offset = batch_.size() - connection.unsent;
    const auto sent = ::send(connection.socket, batch_.data() + offset, connection.unsent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return fail(connection, "send failed");
    if (sent > 0) connection.unsent -= static_cast<std::size_t>(sent);
    const bool blocked = connection.unsent != 0;
    if (blocked == connection.awaits_writable) return;
    connection.awaits_writable = blocked;
    epoll_event event{};
    event.events = blocked ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
  }

  void handle(const epoll_event& event) {
    auto& connection = *static_cast<Connection*>(event.data.ptr);
    if ((event.events & EPOLLOUT) != 0) send_rest(connection);
    if ((event.events & ~EPOLLOUT) != 0) receive(connection);
  }

  void receive(Connection& connection) {
    const std::size_t kept = connection.partial.size();
    std::memcpy(buffer_.data(), connection.partial.data(), kept);
    const auto got = ::recv(connection.socket, buffer_.data() + kept, buffer_.size() - kept, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
      // A server may close a keep-alive connection between two answers; within one it is an error.
      if (connection.outstanding == options_.depth && kept == 0 && connection.unsent == 0) {
        ++totals_.reconnects;
        return restart(connection);
      }
      return fail(connection, "connection closed within an answer");
    }
    std::string_view data(buffer_.data(), kept + static_cast<std::size_t>(got));
    const auto now = Clock::now();
    while (connection.outstanding > 0 && !data.empty()) {
      const std::size_t head_end = data.find("\r\n\r\n");
      if (head_end == std::string_view::npos) break;
      const auto answer = parse(data.substr(0, head_end));
      if (!answer) return fail(connection, "an answer without a usable status line and Content-Length");
      const std::size_t total = answer->head_length + answer->body_length;
      if (data.size() < total) break;
      data.remove_prefix(total);
      if (!count(connection, *answer, now)) return;
    }
    if (connection.outstanding == 0 && !data.empty()) return fail(connection, "bytes after the last answer");
    if (data.size() == buffer_.size()) return fail(connection, "an answer larger than the buffer");
    connection.partial.assign(data);
    if (connection.outstanding == 0) send_batch(connection);
  }

  static std::optional<Answer> parse(std::string_view head) {
    if (head.size() < 12 || !head.starts_with("HTTP/1.1 ")) return std::nullopt;
    const auto length = content_length(head);
    if (!length) return std::nullopt;
    const int status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + (head[11] - '0');
    return Answer{status, head.size() + 4, *length};
  }

  bool count(Connection& connection, const Answer& answer, Clock::time_point now) {
    if (options_.length < 0) options_.length = static_cast<std::int64_t>(answer.body_length);
    if (answer.status != options_.status) {
      fail(connection, "status " + std::to_string(answer.status));
      return false;
    }
    if (static_cast<std::int64_t>(answer.body_length) != options_.length) {
      fail(connection, "body length " + std::to_string(answer.body_length));
      return false;
    }
    --connection.outstanding;
    ++totals_.answers;
    const auto latency = std::chrono::duration_cast<std::chrono::nanoseconds>(now - connection.sent_at).count();
    totals_.latencies_ns.push_back(static_cast<std::uint32_t>(std::min<std::int64_t>(latency, UINT32_MAX)));
    return true;
  }

  void fail(Connection& connection, const std::string& reason) {
    ++totals_.errors;
    if (totals_.first_error.empty()) totals_.first_error = reason;
    restart(connection);
  }

  void restart(Connection& connection) {
    ::close(connection.socket);
    connection.partial.clear();
    connection.awaits_writable = false;
    open(connection);
    send_batch(connection);
  }

  Options options_;
  int epoll_;
  std::string batch_;
  std::vector<char> buffer_;
  std::vector<Connection> connections_;
  Totals totals_;
};

/// The latency in microseconds below which `share` of all answers lie. Reorders `latencies`.
double percentile_us(std::vector<std::uint32_t>& latencies, double share) {
  if (latencies.empty()) return 0;
  const auto index = static_cast<std::ptrdiff_t>(share * static_cast<double>(latencies.size() - 1));
  std::nth_element(latencies.begin(), latencies.begin() + index, latencies.end());
  return latencies[static_cast<std::size_t>(index)] / 1000.0;
}

double own_cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + t.tv_usec / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

[[noreturn]] void usage() {
  std::fputs(
      "usage: load --port N [--connections N] [--depth N] [--seconds S | --requests N] [--method M] [--target T]\n"
      "            [--body-file F] [--status N] [--length N]\n",
      stderr);
  std::exit(64);
}

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const char* value = argv[i + 1];
    if (name == "--port") {
      options.port = std::atoi(value);
    } else if (name == "--connections") {
      options.connections = std::atoi(value);
    } else if (name == "--depth") {
      options.depth = std::atoi(value);
    } else if (name == "--seconds") {
      options.seconds = std::atof(value);
    } else if (name == "--requests") {
      options.requests = std::strtoull(value, nullptr, 10);
    } else if (name == "--method") {
      options.method = value;
    } else if (name == "--target") {
      options.target = value;
    } else if (name == "--body-file") {
      std::ifstream file(value, std::ios::binary);
      options.body.assign(std::istreambuf_iterator<char>(file), {});
    } else if (name == "--status") {
      options.status = std::atoi(value);
    } else if (name == "--length") {
      options.length = std::atoll(value);
    } else {
      usage();
    }
  }
  if (argc % 2 == 0 || options.connections < 1 || options.depth < 1) usage();
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  Generator generator(parse_options(argc, argv));
  const double elapsed = generator.run();
  auto& totals = generator.totals();
  std::printf(
      "{\"requests\": %llu, \"errors\": %llu, \"reconnects\": %llu, \"seconds\": %.4f, \"requests_per_second\": %.1f, "
      "\"p50_us\": %.1f, \"p99_us\": %.1f, \"body_length\": %lld, \"load_cpu_seconds\": %.3f, \"first_error\": "
      "\"%s\"}\n",
      static_cast<unsigned long long>(totals.answers), static_cast<unsigned long long>(totals.errors),
      static_cast<unsigned long long>(totals.reconnects), elapsed, static_cast<double>(totals.answers) / elapsed,
      percentile_us(totals.latencies_ns, 0.50), percentile_us(totals.latencies_ns, 0.99),
      static_cast<long long>(generator.body_length()), own_cpu_seconds(), totals.first_error.c_str());
  return totals.errors == 0 ? 0 : 1;
}
