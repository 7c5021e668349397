#include "server/transport.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>

namespace talaria::server {

Transport::Transport(Socket socket) : socket_(std::move(socket)) {
  read_peer_address();
}

void Transport::read_peer_address() {
  boost::system::error_code error;
  const auto peer = socket_.remote_endpoint(error);
  if (error) return;
  peer_port_ = peer.port();
  const boost::asio::ip::address address = peer.address();
  const char* text = nullptr;
  if (address.is_v4()) {
    const auto octets = address.to_v4().to_bytes();
    text = ::inet_ntop(AF_INET, octets.data(), peer_host_.data(), peer_host_.size());
  } else {
    const auto octets = address.to_v6().to_bytes();
    text = ::inet_ntop(AF_INET6, octets.data(), peer_host_.data(), peer_host_.size());
  }
  if (text != nullptr) peer_host_size_ = static_cast<std::uint8_t>(std::strlen(text));
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

void Transport::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void Transport::shutdown_sending() {
  if (layer_ != nullptr) layer_->shutdown();
  ::shutdown(descriptor(), SHUT_WR);
}

void Transport::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

boost::system::error_code Transport::last_error() {
  return {errno, boost::system::system_category()};
}

}  // namespace talaria::server
