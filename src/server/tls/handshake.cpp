#include "server/tls/handshake.hpp"

#include "server/worker.hpp"

#include <string_view>
#include <utility>

namespace talaria::server {

namespace {

constexpr std::string_view plain_http_answer =
    "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 42\r\nconnection: "
    "close\r\n\r\n"
    "This port speaks HTTPS; ask for https://.\n";

}  // namespace

TlsHandshake::TlsHandshake(Worker& worker, Transport transport) : worker_(worker), transport_(std::move(transport)) {}

void TlsHandshake::start() {
  deadline_ = worker_.now() + worker_.tick() + worker_.limits().handshake_time;
  session_ = worker_.tls()->accept(transport_.descriptor());
  // The client speaks first.
  begin_wait(TlsSession::Step::wants_input);
}

void TlsHandshake::begin_wait(TlsSession::Step step) {
  waiting_ = true;
  const auto ready = [this](const boost::system::error_code& error) { on_ready(error); };
  if (step == TlsSession::Step::wants_output) {
    transport_.async_wait_writable(ready);
  } else {
    transport_.async_wait_readable(ready);
  }
}

void TlsHandshake::on_ready(const boost::system::error_code& error) {
  waiting_ = false;
  if (closed_) return worker_.remove(this);
  if (error) return close();
  const TlsSession::Step step = session_->shake_hands();
  if (step == TlsSession::Step::done) return go_on();
  if (step == TlsSession::Step::failed) return refuse();
  begin_wait(step);
}

void TlsHandshake::go_on() {
  const bool http2 = session_->chose_http2();
  transport_.secure(std::move(session_));
  worker_.replace(this, worker_.make_http(std::move(transport_), http2));
}

// What went wrong, OpenSSL has said to the client. One who speaks HTTP would not understand that.
void TlsHandshake::refuse() {
  if (session_->speaks_plain_http()) {
    static_cast<void>(transport_.send(plain_http_answer.data(), plain_http_answer.size()));
    transport_.shutdown_sending();
    // Closing with unread octets would reset the connection, and the client might never see the answer.
    char sink[4096];
    static_cast<void>(transport_.receive(sink, sizeof sink));
  }
  close();
}

void TlsHandshake::sweep(async::TimePoint now) {
  if (now > deadline_) close();
}

// Its first request may be on its way.
void TlsHandshake::finish_soon() {}

void TlsHandshake::cut() {
  close();
}

void TlsHandshake::close() {
  if (std::exchange(closed_, true)) return;
  transport_.close();
  if (!waiting_) worker_.remove(this);
}

}  // namespace talaria::server
