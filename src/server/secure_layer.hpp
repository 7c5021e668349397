// SecureLayer: what stands between a socket and the protocol when the octets are encrypted.
#pragma once
#include <cstddef>
#include <sys/types.h>

namespace talaria::server {

/// Speaks like a socket that never waits: -1 and errno EAGAIN when it would have to. Uses the descriptor of the
/// transport that it belongs to.
class SecureLayer {
 public:
  virtual ~SecureLayer() = default;
  /// How many octets were taken. After EAGAIN the next call gives the same octets again, and perhaps more behind them.
  virtual ssize_t send(const char* data, std::size_t size) = 0;
  /// How many octets came; 0 at the end.
  virtual ssize_t receive(char* space, std::size_t size) = 0;
  /// Whether octets are here that the descriptor no longer has.
  [[nodiscard]] virtual bool has_buffered() const = 0;
  /// Says that nothing more is sent, as far as that is possible without waiting.
  virtual void shutdown() = 0;
};

}  // namespace talaria::server
