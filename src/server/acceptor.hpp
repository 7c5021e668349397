// Acceptor: takes the connections of one listening socket, on one loop.
#pragma once
#include "async/descriptor_watch.hpp"
#include "server/descriptor.hpp"

#include <talaria/async/loop.hpp>

namespace talaria::server {

class Worker;

/// Lives on the loop of its worker. The socket may be shared with other loops and processes: whoever is first gets a
/// connection.
class Acceptor {
 public:
  Acceptor(Worker& worker, Descriptor socket, bool proxy_protocol);
  ~Acceptor();

  /// Begins to take connections.
  void start();
  /// Takes those that are there, and a little later those whose handshake had begun; then closes the socket.
  void stop();
  /// Whether nothing is pending any more, after stop().
  [[nodiscard]] bool is_over() const { return !waiting_ && !settle_timer_.is_set(); }

 private:
  void wait();
  void on_ready();
  bool take_some(int most);
  void close();

  Worker& worker_;
  Descriptor socket_;
  async::DescriptorWatch watch_;
  async::Timer pause_timer_;
  async::Timer settle_timer_;
  bool proxy_protocol_;
  bool waiting_ = false;
  bool stopping_ = false;
};

}  // namespace talaria::server
