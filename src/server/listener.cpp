#include "server/listener.hpp"

#include "server/ip_address.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/filter.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <utility>

namespace talaria::server {

namespace {

struct AnyAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);

  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::system_category(), what);
}

std::string host_and_port(const std::string& host, std::uint16_t port) {
  return (host.find(':') != std::string::npos ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

AnyAddress resolve(const ListenAddress& address) {
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
  if (error != 0) {
    throw std::system_error(std::make_error_code(std::errc::address_not_available), "cannot resolve " + address.host);
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(found, &::freeaddrinfo);
  AnyAddress out;
  out.size = found->ai_addrlen;
  std::memcpy(&out.storage, found->ai_addr, found->ai_addrlen);
  return out;
}

AnyAddress local_address(int socket) {
  AnyAddress out;
  if (::getsockname(socket, out.get(), &out.size) != 0) fail("cannot ask a socket for its address");
  return out;
}

std::uint16_t port_of(const AnyAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_port);
  }
  if (address.storage.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_port);
  }
  return 0;
}

void set_port(AnyAddress& address, std::uint16_t port) {
  if (address.storage.ss_family == AF_INET) {
    reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port = htons(port);
  } else {
    reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port = htons(port);
  }
}

void set_option(int socket, int level, int option) {
  const int on = 1;
  static_cast<void>(::setsockopt(socket, level, option, &on, sizeof on));
}

Descriptor bind_one(const AnyAddress& address, bool shared, const std::string& text) {
  Descriptor socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) fail("cannot make a socket for " + text);
  set_option(socket.get(), SOL_SOCKET, SO_REUSEADDR);
  if (shared) set_option(socket.get(), SOL_SOCKET, SO_REUSEPORT);
  // Every connection inherits it.
  set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY);
  if (::bind(socket.get(), address.get(), address.size) != 0) fail("cannot bind to " + text);
  return socket;
}

sockaddr_un unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    throw std::system_error(std::make_error_code(std::errc::filename_too_long), "the path of a unix socket, " + path);
  }
  path.copy(address.sun_path, path.size());
  return address;
}

bool somebody_listens(const sockaddr_un& address) {
  const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!probe) return true;
  return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 || errno == EAGAIN;
}

// What a server that was killed has left behind. Anything else is not ours to remove.
void remove_stale(const std::string& path, const sockaddr_un& address) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return;
  if (!S_ISSOCK(status.st_mode)) {
    throw std::system_error(std::make_error_code(std::errc::file_exists), "cannot listen on unix:" + path);
  }
  if (somebody_listens(address)) {
    throw std::system_error(std::make_error_code(std::errc::address_in_use), "cannot listen on unix:" + path);
  }
  ::unlink(path.c_str());
}

Descriptor duplicate(int number) {
  Descriptor copy(::fcntl(number, F_DUPFD_CLOEXEC, 3));
  if (!copy) fail("cannot duplicate a socket");
  return copy;
}

// Drops the first packet of a handshake and nothing else: handshakes that have begun come to their end.
void drop_new_handshakes(int socket) {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),  // the flags of the TCP header
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),  // SYN without ACK
      BPF_STMT(BPF_RET | BPF_K, 0),
      BPF_STMT(BPF_RET | BPF_K, 0xFFFFFFFF),
  };
  const sock_fprog filter{static_cast<unsigned short>(std::size(program)), program};
  static_cast<void>(::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter));
}

}  // namespace

Listener::Listener(const ListenAddress& address, unsigned loops, bool shared_port) : address_(address) {
  if (!address.fds.empty()) {
    adopt(address.fds);
  } else if (!address.uds.empty()) {
    bind_unix();
  } else {
    bind_tcp(loops, shared_port);
  }
}

Listener::~Listener() {
  if (made_file_ != File{} && file_at(address_.uds) == made_file_) ::unlink(address_.uds.c_str());
}

void Listener::adopt(const std::vector<int>& fds) {
  foreign_ = true;
  for (const int number : fds) {
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(number, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM) {
      throw std::invalid_argument("descriptor " + std::to_string(number) + " is no stream socket");
    }
    ::fcntl(number, F_SETFD, FD_CLOEXEC);
    ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) | O_NONBLOCK);
    sockets_.emplace_back(number);
  }
  const AnyAddress local = local_address(fds.front());
  address_.port = port_of(local);
  unix_ = local.storage.ss_family == AF_UNIX;
  if (unix_) {
    const auto& path = reinterpret_cast<const sockaddr_un*>(&local.storage)->sun_path;
    address_.uds.assign(path, ::strnlen(path, sizeof path));
  } else if (const auto ip = IpAddress::of(*local.get())) {
    IpAddress::Text text{};
    address_.host = ip->write(text);
    for (const int number : fds) set_option(number, IPPROTO_TCP, TCP_NODELAY);
  }
}

void Listener::bind_tcp(unsigned count, bool shared_port) {
  const std::string text = host_and_port(address_.host, address_.port);
  AnyAddress address = resolve(address_);
  if (!shared_port && count > 1) {
    // SO_REUSEPORT, which the loops need among themselves, would let a second server take half of the first one's
    // connections in silence. A socket without it finds out whether the address is free.
    const Descriptor probe = bind_one(address, false, text);
    address = local_address(probe.get());
  }
  for (unsigned i = 0; i < count; ++i) {
    sockets_.push_back(bind_one(address, shared_port || count > 1, text));
    set_port(address, port_of(local_address(sockets_.back().get())));
  }
  address_.port = port_of(address);
}

void Listener::bind_unix() {
  address_.host.clear();
  address_.port = 0;
  unix_ = true;
  const sockaddr_un address = unix_address(address_.uds);
  remove_stale(address_.uds, address);
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) fail("cannot make a socket for " + text());
  // Linux makes the file with the permissions of the socket, so that it is never open to more than it should.
  ::fchmod(socket.get(), address_.uds_mode);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("cannot bind to " + text());
  }
  made_file_ = file_at(address_.uds);
  // The umask has taken something away.
  if (::chmod(address_.uds.c_str(), address_.uds_mode) != 0) fail("cannot set the permissions of " + text());
  sockets_.push_back(std::move(socket));
}

Listener::File Listener::file_at(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

void Listener::take_over() {
  foreign_ = false;
  if (!address_.uds.empty()) made_file_ = file_at(address_.uds);
}

std::string Listener::text() const {
  return is_unix() ? "unix:" + address_.uds : host_and_port(address_.host, address_.port);
}

void Listener::listen(int backlog) const {
  for (const Descriptor& socket : sockets_) {
    if (::listen(socket.get(), backlog) != 0) fail("cannot listen on " + text());
  }
}

std::vector<Descriptor> Listener::sockets_for(unsigned loop, unsigned loops) const {
  std::vector<Descriptor> out;
  if (sockets_.size() < loops) {
    out.push_back(duplicate(sockets_[loop % sockets_.size()].get()));
    return out;
  }
  for (std::size_t i = loop; i < sockets_.size(); i += loops) out.push_back(duplicate(sockets_[i].get()));
  return out;
}

void Listener::close_the_door() const {
  if (foreign_) return;
  for (const Descriptor& socket : sockets_) {
    if (is_unix()) {
      ::shutdown(socket.get(), SHUT_RD);
    } else {
      drop_new_handshakes(socket.get());
    }
  }
}

}  // namespace talaria::server
