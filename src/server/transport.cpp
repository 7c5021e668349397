#include "server/transport.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>

#include <climits>

namespace talaria::server {

Transport::Transport(async::EpollLoop& loop, Descriptor socket, const Peer& peer)
    : loop_(&loop), socket_(std::move(socket)), watch_(loop, socket_.get()) {
  set_peer(peer);
}

void Transport::set_peer(const Peer& peer) {
  peer_ = peer;
  peer_host_size_ = peer.known ? static_cast<std::uint8_t>(peer.address.write(peer_host_).size()) : 0;
}

ssize_t Transport::send(std::string_view first, std::string_view second) {
  if (layer_ != nullptr) {
    const ssize_t sent = first.empty() ? 0 : layer_->send(first.data(), first.size());
    if (sent < static_cast<ssize_t>(first.size()) || second.empty()) return sent;
    const ssize_t more = layer_->send(second.data(), second.size());
    return more < 0 && sent > 0 ? sent : sent + more;
  }
  std::array<iovec, 2> parts{};
  parts[0] = {const_cast<char*>(first.data()), first.size()};
  parts[1] = {const_cast<char*>(second.data()), second.size()};
  msghdr message{};
  message.msg_iov = first.empty() ? parts.data() + 1 : parts.data();
  message.msg_iovlen = (first.empty() ? 0u : 1u) + (second.empty() ? 0u : 1u);
  return ::sendmsg(descriptor(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool Transport::has_input() {
  if (layer_ != nullptr && layer_->has_buffered()) return true;
  char octet = 0;
  return ::recv(descriptor(), &octet, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

bool Transport::has_unconfirmed() {
  int octets = 0;
  return ::ioctl(descriptor(), SIOCOUTQ, &octets) == 0 && octets > 0;
}

void Transport::set_give_up_after(std::chrono::milliseconds time) {
  const auto value = static_cast<unsigned>(std::min<std::chrono::milliseconds::rep>(time.count(), INT_MAX));
  ::setsockopt(descriptor(), IPPROTO_TCP, TCP_USER_TIMEOUT, &value, sizeof value);
}

void Transport::cancel() {
  watch_.cancel();
}

void Transport::shutdown_sending() {
  if (layer_ != nullptr) layer_->shutdown();
  ::shutdown(descriptor(), SHUT_WR);
}

void Transport::close() {
  watch_.close();
  socket_.close();
}

}  // namespace talaria::server
