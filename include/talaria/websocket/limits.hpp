// What a WebSocket client may send, and how long it may take to say goodbye.
#pragma once
#include <cstddef>

#include <talaria/base/chrono.hpp>

namespace talaria {

/// The limits of one WebSocket connection.
struct WebSocketLimits {
  std::size_t message = 1024 * 1024;             ///< octets of a message; beyond: close code 1009
  std::size_t fragments = 16'384;                ///< frames of a message; beyond: close code 1009
  std::chrono::milliseconds close_time{10'000};  ///< how long the peer's answer to a close frame is waited for
  /// Whether messages are compressed for clients that offer it (permessage-deflate, RFC 7692). `message` counts what
  /// they unpack to. Secrets beside text that an attacker chooses can be guessed from compressed sizes.
  bool per_message_deflate = true;
  std::size_t deflate_minimum_size = 128;  ///< octets of a message below which it is sent as it is
};

}  // namespace talaria
