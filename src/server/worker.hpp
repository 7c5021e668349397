// Worker: one loop with its listener, its clients and what they share. One thread runs it.
#pragma once
#include "async/asio_loop.hpp"
#include "server/exchange.hpp"
#include "server/member.hpp"
#include "server/output_buffer.hpp"
#include "server/transport.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/ip/tcp.hpp>

#include <talaria/http/date.hpp>
#include <talaria/http/service.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class Worker {
 public:
  /// `open_connections` counts those of all workers.
  Worker(http::Service& service, const Limits& limits, std::atomic<std::size_t>& open_connections);
  ~Worker();

  [[nodiscard]] async::AsioLoop& loop() { return loop_; }

  /// Binds a socket; with `shared`, others may bind to the same address. Throws std::system_error.
  /// Returns the address with the real port.
  boost::asio::ip::tcp::endpoint bind(const boost::asio::ip::tcp::endpoint& endpoint, bool shared);
  /// Lets the system take connections. Throws std::system_error.
  void listen();
  /// Runs until stop() has been called and everything has ended. `loop()` must not run elsewhere.
  void run();

  // On the worker's thread:
  /// Takes no more connections, and ends those that are there once what runs is done, at the latest at `deadline`.
  void stop(async::TimePoint deadline);

  // For its connections:
  [[nodiscard]] http::Service& service() { return service_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  /// The time, some hundred milliseconds late at most.
  [[nodiscard]] async::TimePoint now() const { return now_; }
  /// How much later than at its deadline a connection is looked at, at most.
  [[nodiscard]] async::Duration tick() const { return tick_; }
  [[nodiscard]] std::string_view date() const { return {date_.data(), date_.size()}; }
  /// The octets of the answers to one receive. Used by one connection at a time, from beginning to end of a call.
  [[nodiscard]] OutputBuffer& cork() { return cork_; }
  [[nodiscard]] std::unique_ptr<Exchange> take_exchange();
  void give_back(std::unique_ptr<Exchange> exchange);
  /// Keeps `exchange`, whose after_send runs, until that has ended.
  void adopt(std::unique_ptr<Exchange> exchange);
  /// The member is over: destroys it.
  void remove(Member* member);
  /// The same, but `successor` goes on with its client.
  void replace(Member* member, std::unique_ptr<Member> successor);

 private:
  void accept();
  void on_accept(const boost::system::error_code& error, Socket socket);
  void accept_the_rest();
  void add(Socket socket);
  void link(Member* member);
  void unlink(Member* member);
  void turn_away(Socket& socket);
  void sweep();
  void refresh_time();
  void cut();
  void check_done();
  static void on_after_send_ended(void* exchange);
  void forget(Exchange* exchange);

  http::Service& service_;
  const Limits& limits_;
  std::atomic<std::size_t>& open_connections_;
  async::AsioLoop loop_;
  Acceptor acceptor_{loop_.context()};
  async::Timer sweep_timer_;
  async::Timer accept_pause_;
  async::Timer stop_timer_;
  OutputBuffer cork_;
  std::vector<std::unique_ptr<Exchange>> free_exchanges_;
  Member* members_ = nullptr;
  Exchange* detached_ = nullptr;
  async::TimePoint now_{};
  async::Duration tick_{};
  std::array<char, http::http_date_length> date_{};
  bool accepting_ = false;  // an accept is pending
  bool stopping_ = false;
  bool done_ = false;
};

}  // namespace talaria::server
