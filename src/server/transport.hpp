// Transport: the octets of one client and how to wait for them. A plain socket as it is, or TLS on one.
#pragma once
#include "async/epoll_loop.hpp"
#include "server/address_counts.hpp"
#include "server/descriptor.hpp"
#include "server/peer.hpp"
#include "server/secure_layer.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

#include <boost/asio/error.hpp>

#include <talaria/base/chrono.hpp>

namespace talaria::server {

/// Nothing waits longer than it must and nothing is buffered here: the plain calls are those of the socket. Nothing may
/// be pending when it is moved; what the handlers of the waits hear is an error code. A handler captures a pointer and
/// nothing else.
class Transport {
 public:
  /// Throws std::system_error.
  Transport(async::EpollLoop& loop, Descriptor socket, const Peer& peer);

  /// Puts TLS on the socket, from the next octet on.
  void secure(std::unique_ptr<SecureLayer> layer) { layer_ = std::move(layer); }
  [[nodiscard]] SecureLayer* layer() const { return layer_.get(); }
  [[nodiscard]] int descriptor() const { return socket_.get(); }

  /// `http` or `https`.
  [[nodiscard]] std::string_view scheme() const { return layer_ == nullptr && !peer_.secure ? "http" : "https"; }
  [[nodiscard]] const Peer& peer() const { return peer_; }
  /// Somebody else is at the other end than the socket says.
  void set_peer(const Peer& peer);
  /// Keeps `ticket` as long as the connection; returns whether it is one.
  bool hold(AddressCounts::Ticket ticket) {
    ticket_ = std::move(ticket);
    return static_cast<bool>(ticket_);
  }
  /// The client's address, empty when it is not known. A view into this object.
  [[nodiscard]] std::string_view peer_host() const { return {peer_host_.data(), peer_host_size_}; }
  [[nodiscard]] std::uint16_t peer_port() const { return peer_.port; }

  /// How many octets were taken; -1 and errno, EAGAIN when the client has to read first. Never waits.
  ssize_t send(const char* data, std::size_t size) {
    if (layer_ != nullptr) return layer_->send(data, size);
    return ::send(descriptor(), data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  /// The same for the octets of `first` and then `second`.
  ssize_t send(std::string_view first, std::string_view second);
  /// How many octets came; 0 at the end; -1 and errno, EAGAIN when there are none. Never waits.
  ssize_t receive(char* space, std::size_t size) {
    if (layer_ != nullptr) return layer_->receive(space, size);
    const ssize_t received = ::recv(descriptor(), space, size, MSG_DONTWAIT);
    // The next wait needs no call of the system.
    if (received < static_cast<ssize_t>(size)) watch_.drained();
    return received;
  }
  /// Whether octets have come that nobody has received.
  [[nodiscard]] bool has_input();
  /// Whether the client's system has not confirmed everything that was sent.
  [[nodiscard]] bool has_unconfirmed();

  /// Waits until receive() has something to say. It may be that there is nothing yet.
  template <class Handler>
  void async_wait_readable(Handler handler) {
    if (layer_ != nullptr && layer_->has_buffered()) {
      return loop_->post([](void* packed) { call<Handler>(packed, false); }, pack(handler));
    }
    watch_.wait_readable(&call<Handler>, pack(handler));
  }
  template <class Handler>
  void async_wait_writable(Handler handler) {
    watch_.wait_writable(&call<Handler>, pack(handler));
  }

  /// The system gives the connection up when nothing is confirmed for so long.
  void set_give_up_after(std::chrono::milliseconds time);

  /// Ends the waits, with an error; one that has come to its end already may still succeed.
  void cancel();
  /// Says to the client that nothing more comes.
  void shutdown_sending();
  void close();

 private:
  template <class Handler>
  static void* pack(Handler handler) {
    static_assert(sizeof(Handler) == sizeof(void*), "a handler captures a pointer and nothing else");
    return std::bit_cast<void*>(handler);
  }
  template <class Handler>
  static void call(void* packed, bool cancelled) {
    const auto error = cancelled ? boost::asio::error::make_error_code(boost::asio::error::operation_aborted)
                                 : boost::system::error_code();
    std::bit_cast<Handler>(packed)(error);
  }

  async::EpollLoop* loop_;
  Descriptor socket_;
  async::DescriptorWatch watch_;  // gone before the socket
  std::unique_ptr<SecureLayer> layer_;
  AddressCounts::Ticket ticket_;
  Peer peer_;
  IpAddress::Text peer_host_{};
  std::uint8_t peer_host_size_ = 0;
};

}  // namespace talaria::server
