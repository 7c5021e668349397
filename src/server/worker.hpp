// Worker: one loop with its listening sockets, its clients and what they share. One thread runs it.
#pragma once
#include "async/epoll_loop.hpp"
#include "server/acceptor.hpp"
#include "server/descriptor.hpp"
#include "server/exchange.hpp"
#include "server/member.hpp"
#include "server/output_buffer.hpp"
#include "server/shared.hpp"
#include "server/transport.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <talaria/http/date.hpp>
#include <talaria/http/service.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

class Worker {
 public:
  explicit Worker(Shared& shared);
  ~Worker();

  [[nodiscard]] async::EpollLoop& loop() { return loop_; }

  /// Takes connections from this socket, which listens, once it runs.
  void take_from(Descriptor socket, bool proxy_protocol);
  /// Lets this loop look at the files of TLS, so often.
  void watch_certificates(async::Duration interval) { reload_interval_ = interval; }
  /// Runs until stop() has been called and everything has ended. `loop()` must not run elsewhere.
  void run();

  // On the worker's thread:
  /// Takes no more connections, and ends those that are there once what runs is done, at the latest at `deadline`.
  /// Idle ones are kept for `idle`: a request that is on its way gets its answer.
  void stop(async::TimePoint deadline, async::Duration idle);

  // For its acceptors:
  /// A connection has come.
  void admit(Descriptor connection, const sockaddr& from, bool proxy_protocol);
  /// An acceptor has ended, or something of it has.
  void on_acceptor_over() { check_done(); }

  // For its connections:
  [[nodiscard]] http::Service& service() { return shared_.service; }
  [[nodiscard]] const Limits& limits() const { return shared_.limits; }
  [[nodiscard]] bool speaks_http2() const { return shared_.http2; }
  [[nodiscard]] TlsContext* tls() const { return shared_.tls.get(); }
  [[nodiscard]] const Forwarding& forwarding() const { return shared_.forwarding; }
  [[nodiscard]] const RootPath& root_path() const { return shared_.root_path; }
  /// How long an idle connection is kept now that the server stops.
  [[nodiscard]] async::Duration stop_idle() const { return stop_idle_; }
  /// The time, some hundred milliseconds late at most.
  [[nodiscard]] async::TimePoint now() const { return now_; }
  /// How much later than at its deadline a connection is looked at, at most.
  [[nodiscard]] async::Duration tick() const { return tick_; }
  [[nodiscard]] std::string_view date() const { return {date_.data(), date_.size()}; }
  /// The octets of the answers to one receive. Used by one connection at a time, from beginning to end of a call.
  [[nodiscard]] OutputBuffer& cork() { return cork_; }
  /// A block to receive into, for octets that are used up at once.
  [[nodiscard]] std::span<char> receive_block();
  /// A request has come.
  void count_request() { requests_.store(requests() + 1, std::memory_order_relaxed); }
  /// How many have. From any thread.
  [[nodiscard]] std::size_t requests() const { return requests_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::unique_ptr<Exchange> take_exchange();
  void give_back(std::unique_ptr<Exchange> exchange);
  /// Keeps `exchange`, whose after_send runs, until that has ended.
  void adopt(std::unique_ptr<Exchange> exchange);
  /// The member is over: destroys it.
  void remove(Member* member);
  /// The same, but `successor` goes on with its client.
  void replace(Member* member, std::unique_ptr<Member> successor);
  /// Counts the client against the limit for its address. Says 429 to it and returns false when there is no room.
  bool count_address(Transport& transport);
  /// What goes on with a client of whom nothing has been read: TLS first, where there is TLS.
  [[nodiscard]] std::unique_ptr<Member> make_member(Transport transport);
  /// What speaks HTTP/2, or HTTP/1, with a client whose octets come from `transport`.
  [[nodiscard]] std::unique_ptr<Member> make_http(Transport transport, bool http2);

 private:
  void add(std::unique_ptr<Member> member);
  void link(Member* member);
  void unlink(Member* member);
  void turn_away(int descriptor, int status, std::string_view reason);
  void sweep();
  void look_at_certificates();
  void refresh_time();
  void cut();
  void check_done();
  static void on_after_send_ended(void* exchange);
  void forget(Exchange* exchange);

  Shared& shared_;
  async::EpollLoop loop_;
  std::vector<std::unique_ptr<Acceptor>> acceptors_;
  async::Timer sweep_timer_;
  async::Timer stop_timer_;
  async::Timer reload_timer_;
  OutputBuffer cork_;
  std::unique_ptr<char[]> receive_block_;
  std::vector<std::unique_ptr<Exchange>> free_exchanges_;
  Member* members_ = nullptr;
  Exchange* detached_ = nullptr;
  std::atomic<std::size_t> requests_{0};  // written on the worker's thread only
  async::TimePoint now_{};
  async::Duration tick_{};
  async::Duration reload_interval_{};  // zero: another loop does it
  async::Duration stop_idle_{};
  std::array<char, http::http_date_length> date_{};
  bool stopping_ = false;
  bool was_cut_ = false;
  bool done_ = false;
};

}  // namespace talaria::server
