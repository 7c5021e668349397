// What a WebSocket client may send, what is kept for it, and how long anybody waits for it.
#pragma once
#include <cstddef>
#include <limits>

#include <talaria/base/chrono.hpp>

namespace talaria {

/// The limits of one WebSocket connection.
struct WebSocketLimits {
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
  /// More than a century, and far from overflowing a clock.
  static constexpr std::chrono::milliseconds unlimited_time = std::chrono::hours{1'000'000};

  std::size_t message = 1024 * 1024;               ///< octets of a message; beyond: close code 1009
  std::size_t fragments = 16'384;                  ///< frames of a message; beyond: close code 1009
  std::size_t messages = unlimited;                ///< messages in `messages_time`; beyond: close code 1008
  std::chrono::milliseconds messages_time{1'000};  ///< what `messages` counts in

  // --- what waits in memory
  /// Octets of messages that the handler has not received yet, one at least; then nothing more is read, which slows the
  /// client down.
  std::size_t unread = 64 * 1024;
  /// Octets of messages that the client has not taken yet, one at least; then whoever wants to send more waits.
  std::size_t unsent = 256 * 1024;

  // --- a client that says nothing
  /// How often the client is sent a ping, which browsers answer by themselves.
  std::chrono::milliseconds ping_interval{20'000};
  /// How long anything at all may take to come after a ping; then the conversation ends with close code 1011.
  std::chrono::milliseconds ping_timeout{20'000};
  /// Between two messages of the client; beyond: close code 1001.
  std::chrono::milliseconds idle = unlimited_time;
  /// How long the peer's answer to a close frame is waited for.
  std::chrono::milliseconds close_time{10'000};
  /// How long a handler may go on without receiving once its client is gone; then it is cancelled.
  std::chrono::milliseconds handler_time{30'000};

  /// Whether messages are compressed for clients that offer it (permessage-deflate, RFC 7692). `message` counts what
  /// they unpack to. Secrets beside text that an attacker chooses can be guessed from compressed sizes.
  bool per_message_deflate = true;
  std::size_t deflate_minimum_size = 128;  ///< octets of a message below which it is sent as it is
};

}  // namespace talaria
