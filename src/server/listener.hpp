// Listener: the sockets of one place where a server listens.
#pragma once
#include "server/descriptor.hpp"

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

#include <talaria/server/listen_address.hpp>

namespace talaria::server {

/// Owns bound sockets: for TCP one for each loop, which the system gives connections in turn; otherwise one for all.
class Listener {
 public:
  /// Binds. `shared_port`: others may bind to the same address. Throws std::system_error, whose text names the address,
  /// and std::invalid_argument for descriptors that are no stream sockets.
  Listener(const ListenAddress& address, unsigned loops, bool shared_port);
  Listener(Listener&&) = default;
  Listener& operator=(Listener&&) = delete;
  /// Removes the file of a unix socket that it made, unless another server has put its own there.
  ~Listener();

  /// With the real port.
  [[nodiscard]] const ListenAddress& address() const { return address_; }
  /// `127.0.0.1:8000`, `unix:/run/api.sock`.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::vector<Descriptor>& sockets() const { return sockets_; }
  /// Lets the system take connections. Throws std::system_error.
  void listen(int backlog) const;
  /// The sockets that the loop with this number takes connections from, as new descriptors.
  [[nodiscard]] std::vector<Descriptor> sockets_for(unsigned loop, unsigned loops) const;

  /// Lets nobody in any more but those whom the system has promised a connection: what sockets hold then can be taken
  /// out and nothing is lost when they are closed. Does nothing for sockets that others have, too.
  void close_the_door() const;
  /// Closes the sockets; the file of a unix socket stays until the end.
  void close_sockets() { sockets_.clear(); }
  /// Another process goes on with the sockets: the file of a unix socket is no longer this one's to remove.
  void hand_over() { made_file_ = {}; }
  /// Nobody else has the adopted sockets any more: they, and the file of a unix socket, are this one's to close.
  void take_over();
  [[nodiscard]] bool is_owned() const { return !foreign_; }

 private:
  struct File {
    dev_t device = 0;
    ino_t node = 0;
    friend bool operator==(const File&, const File&) = default;
  };

  void adopt(const std::vector<int>& fds);
  void bind_tcp(unsigned count, bool shared_port);
  void bind_unix();
  [[nodiscard]] static File file_at(const std::string& path);
  [[nodiscard]] bool is_unix() const { return unix_; }

  ListenAddress address_;
  std::vector<Descriptor> sockets_;
  File made_file_{};
  bool unix_ = false;
  bool foreign_ = false;  // somebody else has the sockets, too
};

}  // namespace talaria::server
