// Transport: the octets of one client and how to wait for them. A plain socket as it is, or TLS on one.
#pragma once
#include "server/address_counts.hpp"
#include "server/peer.hpp"
#include "server/secure_layer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

#include <talaria/base/chrono.hpp>

namespace talaria::server {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// Nothing waits longer than it must and nothing is buffered here: the plain calls are those of the socket. Nothing may
/// be pending when it is moved; what the handlers of the waits hear is an error code, for async_receive with a size.
class Transport {
 public:
  Transport(Socket socket, const Peer& peer);

  /// Puts TLS on the socket, from the next octet on.
  void secure(std::unique_ptr<SecureLayer> layer) { layer_ = std::move(layer); }
  [[nodiscard]] SecureLayer* layer() const { return layer_.get(); }
  [[nodiscard]] int descriptor() { return socket_.native_handle(); }

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
    return ::recv(descriptor(), space, size, MSG_DONTWAIT);
  }
  /// Whether octets have come that nobody has received.
  [[nodiscard]] bool has_input();
  /// Whether the client's system has not confirmed everything that was sent.
  [[nodiscard]] bool has_unconfirmed();

  /// Waits for octets and receives them.
  template <class Handler>
  void async_receive(char* space, std::size_t size, Handler handler) {
    if (layer_ == nullptr) return socket_.async_read_some(boost::asio::buffer(space, size), std::move(handler));
    async_wait_readable([this, space, size, handler = std::move(handler)](boost::system::error_code error) mutable {
      const ssize_t received = error ? 0 : layer_->receive(space, size);
      if (!error && received < 0) error = last_error();
      if (error == boost::asio::error::would_block) return async_receive(space, size, std::move(handler));
      if (!error && received == 0) error = boost::asio::error::eof;
      handler(error, static_cast<std::size_t>(error ? 0 : received));
    });
  }
  /// Waits until receive() has something to say. With TLS that may be that there is nothing yet.
  template <class Handler>
  void async_wait_readable(Handler handler) {
    if (layer_ != nullptr && layer_->has_buffered()) {
      return boost::asio::post(socket_.get_executor(),
                               [handler = std::move(handler)]() mutable { handler(boost::system::error_code{}); });
    }
    socket_.async_wait(Socket::wait_read, std::move(handler));
  }
  template <class Handler>
  void async_wait_writable(Handler handler) {
    socket_.async_wait(Socket::wait_write, std::move(handler));
  }

  /// The system gives the connection up when nothing is confirmed for so long.
  void set_give_up_after(std::chrono::milliseconds time);

  /// Ends the waits, with an error; one that has come to its end already may still succeed.
  void cancel();
  /// Says to the client that nothing more comes.
  void shutdown_sending();
  void close();

 private:
  [[nodiscard]] static boost::system::error_code last_error();

  Socket socket_;
  std::unique_ptr<SecureLayer> layer_;
  AddressCounts::Ticket ticket_;
  Peer peer_;
  IpAddress::Text peer_host_{};
  std::uint8_t peer_host_size_ = 0;
};

}  // namespace talaria::server
