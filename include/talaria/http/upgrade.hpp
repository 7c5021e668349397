// Upgrade: what speaks another protocol on the connection after a response with status 101 (RFC 9110 section 7.8).
#pragma once
#include <exception>
#include <string_view>

#include <talaria/async/task.hpp>

namespace talaria::http {

/// The peer of a Stream is gone: what is written reaches nobody.
class StreamClosed : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "The connection is closed"; }
};

/// The octets of a connection that no longer carries HTTP; the server's, or a test's. Used on one loop.
class Stream {
 public:
  virtual ~Stream() = default;
  /// The next octets, as soon as there are any; empty at the end. Nothing is read ahead of the calls, so a slow reader
  /// slows the sender. The view is valid until the next call. One task at a time. Throws Cancelled.
  virtual Task<std::string_view> read() = 0;
  /// Sends `octets`, and returns when the system has taken them. Several tasks may write at once: what each of them
  /// writes stays together. Throws StreamClosed, and Cancelled (the octets are on their way all the same).
  virtual Task<void> write(std::string_view octets) = 0;
};

/// Takes the connection over after the head of its response was sent.
class Upgrade {
 public:
  virtual ~Upgrade() = default;
  /// Speaks until the end; afterwards the connection is closed. Called once, also when the client has gone meanwhile,
  /// and always to its end. The Context of the caller is cancelled when the server stops; `stream` can still be used
  /// then, under another one.
  virtual Task<void> run(Stream& stream) = 0;
};

}  // namespace talaria::http
