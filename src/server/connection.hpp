// Connection: the socket of one client. Reads requests, calls the service, writes the answers, in order.
#pragma once
#include "server/exchange.hpp"
#include "server/h1/serializer.hpp"
#include "server/member.hpp"
#include "server/output_buffer.hpp"
#include "server/transfer_watch.hpp"
#include "server/transport.hpp"

#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include <talaria/async/loop.hpp>

namespace talaria::server {

class Worker;

/// A Member that speaks HTTP/1.
class Connection final : public Member, public BodyFeed {
 public:
  Connection(Worker& worker, Transport transport);

  void start() override;
  void sweep(async::TimePoint now) override;
  void finish_soon() override;
  void cut() override;

  void want_body() override;

 private:
  enum class Phase : std::uint8_t {
    head,       // reads a head, or waits for one
    handling,   // the service works on the answer
    streaming,  // the answer's stream is being sent
    sending,    // the answer waits for the client to take it
    upgraded,   // the connection has been handed over to another protocol
    draining,   // skips content that nobody read
    lingering,  // everything is said; reads on for a while so that the client gets to hear it
    closed,
  };
  class Drained;
  class Upgraded;

  // connection.cpp: reading and the life of the connection
  void begin_read();
  void ensure_exchange();
  void release_exchange();
  [[nodiscard]] bool head_has_begun() const;
  [[nodiscard]] bool has_read_space();
  void make_read_space();
  void on_readable();
  void read();
  void on_read(std::size_t size);
  void on_input_ended(bool in_order);
  void process();
  bool serve_next_head();
  bool is_http2_preface();
  void switch_to_http2();
  void refuse(h1::ProtocolError error);
  void rest();
  void close();
  void set_deadline(std::chrono::milliseconds duration);
  // Whatever is entered from outside runs in here: when memory is short, this client is given up and the others go on.
  template <void (Connection::*Function)()>
  void enter();
  void give_up();
  // Destroys the connection when it is over. Only where its code is entered from outside, and last.
  void leave_if_over();
  void drain_body();
  void begin_linger();

  // connection_answer.cpp: from the service's answer to the next request
  void call_service();
  void watch_task() noexcept;
  void fail_service(std::exception_ptr error);
  void on_answered();
  void answer_late();
  void proceed();
  void answer();
  void write_content(Response& response, const h1::ContentFrame& content);
  void start_stream(h1::ContentFrame content);
  Task<void> stream(h1::ContentFrame content);
  void send_piece(const h1::ContentFrame& content, std::string_view piece, std::size_t& written);
  static void on_stream_ended(void* self, std::exception_ptr error) noexcept;
  void end_stream();
  void on_sent();
  void advance();
  void run_after_send();
  void detach_exchange();

  // connection_upgrade.cpp: another protocol on the connection
  [[nodiscard]] bool switches_protocol() const;
  void switch_protocol();
  Task<void> upgrade();
  static void on_upgrade_ended(void* self, std::exception_ptr error) noexcept;
  void begin_input_wait();
  void on_input();

  // connection_output.cpp: octets to the socket
  [[nodiscard]] OutputBuffer& out();
  void flush();
  void send_pending();
  [[nodiscard]] bool blocked() const { return !pending_.empty() || large_at_ < large_.size(); }
  void begin_write_wait();
  void on_writable(const boost::system::error_code& error);
  void write_on();
  void on_drained();
  void on_write_failed();

  Worker& worker_;
  Transport transport_;
  std::unique_ptr<Exchange> exchange_;  // null while it waits for a request
  OutputBuffer pending_;                // what the socket did not take yet
  std::string large_;                   // a big content, sent from where it is, after pending_
  std::size_t large_at_ = 0;
  std::coroutine_handle<> drained_waiter_;
  Upgraded* upgraded_ = nullptr;  // while it runs
  async::TimePoint deadline_{};
  TransferWatch body_watch_;
  TransferWatch write_watch_;
  std::size_t served_ = 0;
  std::size_t drained_ = 0;  // octets skipped while draining or lingering
  Phase phase_ = Phase::head;
  bool read_pending_ = false;
  bool write_pending_ = false;
  bool task_running_ = false;    // the service's, the stream's, or the upgrade's
  bool in_process_ = false;      // the worker's common buffer is this connection's for the moment
  bool head_clock_runs_ = true;  // the deadline is for a head that has begun, or for the first one
  bool close_when_sent_ = false;
  bool last_request_ = false;  // the server stops
  bool input_ended_ = false;   // there is nothing more to read
  bool peer_gone_ = false;     // nobody reads what we write
  bool continue_is_due_ = false;
  bool keep_alive_ = true;  // after the present answer
  bool switches_to_http2_ = false;
};

template <void (Connection::*Function)()>
void Connection::enter() {
  try {
    (this->*Function)();
  } catch (const std::bad_alloc&) {
    give_up();
  }
  leave_if_over();
}

}  // namespace talaria::server
