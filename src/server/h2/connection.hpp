// h2::Connection: the client of an HTTP/2 connection. Moves octets between its transport and the session, and requests
// from there to the service.
#pragma once
#include "server/h2/exchange.hpp"
#include "server/h2/session.hpp"
#include "server/member.hpp"
#include "server/output_buffer.hpp"
#include "server/root_path.hpp"
#include "server/transfer_watch.hpp"
#include "server/transport.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/http/service.hpp>

namespace talaria::server {

class Worker;

namespace h2 {

/// A Member that speaks HTTP/2. While it is idle it holds no buffers but those of nghttp2.
class Connection final : public Member {
 public:
  /// `received` is what was read from the transport before.
  Connection(Worker& worker, Transport transport, std::string received);

  void start() override;
  void sweep(async::TimePoint now) override;
  void finish_soon() override;
  void cut() override;

  // For its exchanges:
  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] http::Service& service();
  [[nodiscard]] const Limits& limits() const;
  [[nodiscard]] const RootPath& root_path() const;
  [[nodiscard]] async::TimePoint now() const;
  [[nodiscard]] std::string_view date() const;
  /// Says where the request came from.
  void describe_peer(http::RequestHead& head) const;
  /// The session has something to send; it is sent soon.
  void schedule();
  /// A job of an exchange has ended. May destroy the exchange and the connection.
  void on_progress(Exchange& exchange);

 private:
  enum class Stopping : std::uint8_t { no, announced, last_said };

  // What the deadline is for.
  enum class Waits : std::uint8_t { nothing, head, idle };

  void begin_read();
  void on_readable(const boost::system::error_code& error);
  void receive();
  void take_received(std::string_view octets);
  void work();
  void handle_news();
  void handle(Stream& stream);
  void settle(Exchange& exchange);
  void settle_all();
  void end(Exchange& exchange);
  bool write();
  void send(OutputBuffer& octets);
  void begin_write_wait();
  void on_writable(const boost::system::error_code& error);
  [[nodiscard]] bool blocked() const { return !pending_.empty(); }
  bool end_session();
  void set_deadline();
  void look_at_deadline(async::TimePoint now);
  void look_for_life(async::TimePoint now);
  void announce_stop(async::Duration patience);
  void say_last();
  void begin_linger();
  void close();
  void leave_if_over();

  Worker& worker_;
  Transport transport_;
  Session session_;
  std::string received_;
  OutputBuffer pending_;  // what the socket did not take yet
  TransferWatch write_watch_;
  Exchange* exchanges_ = nullptr;
  async::TimePoint deadline_{};
  async::TimePoint stop_deadline_{};  // for announcing the end
  async::TimePoint heard_{};          // when octets came last
  async::TimePoint pinged_{};
  std::size_t pings_ = 0;
  std::size_t skipped_ = 0;  // octets read while lingering
  std::int32_t head_ = 0;    // the stream whose head the deadline is for
  Waits waits_ = Waits::head;
  Stopping stopping_ = Stopping::no;
  bool read_pending_ = false;
  bool write_pending_ = false;
  bool scheduled_ = false;
  bool working_ = false;
  bool input_ended_ = false;
  bool lingering_ = false;  // everything is said; reads on for a while so that the client gets to hear it
  bool closed_ = false;
};

}  // namespace h2
}  // namespace talaria::server
