#include "server/proxy_intake.hpp"

#include "server/worker.hpp"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace talaria::server {

ProxyIntake::ProxyIntake(Worker& worker, Transport transport) : worker_(worker), transport_(std::move(transport)) {}

void ProxyIntake::start() {
  deadline_ = worker_.now() + worker_.tick() + worker_.limits().head_time;
  wait();
}

void ProxyIntake::wait() {
  waiting_ = true;
  transport_.async_wait_readable([this](const boost::system::error_code& error) { on_input(error); });
}

void ProxyIntake::on_input(const boost::system::error_code& error) {
  waiting_ = false;
  if (closed_) return worker_.remove(this);
  if (error || !read() || parser_.state() == ProxyHeaderParser::State::failed) {
    closed_ = true;
    transport_.close();
    return worker_.remove(this);
  }
  if (parser_.state() == ProxyHeaderParser::State::complete) return go_on();
  wait();
}

// What is behind the header is left to who comes next. Returns false at the end of the input.
bool ProxyIntake::read() {
  char octets[512];
  while (parser_.state() == ProxyHeaderParser::State::incomplete) {
    const ssize_t size = ::recv(transport_.descriptor(), octets, sizeof octets, MSG_PEEK | MSG_DONTWAIT);
    if (size < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (size == 0) return false;
    const std::size_t taken = parser_.feed({octets, static_cast<std::size_t>(size)});
    if (::recv(transport_.descriptor(), octets, taken, MSG_DONTWAIT) != static_cast<ssize_t>(taken)) return false;
  }
  return true;
}

void ProxyIntake::go_on() {
  const ProxyHeader& header = parser_.header();
  Peer peer = transport_.peer();
  peer.secure = header.secure;
  if (header.has_client) {
    peer.address = header.client;
    peer.port = header.client_port;
    peer.known = true;
    // The proxy is; whether its client is a further one is another question.
    peer.trusted = worker_.forwarding().proxies().trusts(header.client);
  }
  transport_.set_peer(peer);
  if (worker_.count_address(transport_)) {
    worker_.replace(this, worker_.make_member(std::move(transport_)));
  } else {
    worker_.remove(this);
  }
}

void ProxyIntake::sweep(async::TimePoint now) {
  if (now > deadline_) close();
}

void ProxyIntake::finish_soon() {
  deadline_ = worker_.now() + worker_.tick() + worker_.stop_idle();
}

void ProxyIntake::cut() {
  close();
}

void ProxyIntake::close() {
  if (std::exchange(closed_, true)) return;
  transport_.close();
  if (!waiting_) worker_.remove(this);
}

}  // namespace talaria::server
