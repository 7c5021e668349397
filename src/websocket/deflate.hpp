// permessage-deflate (RFC 7692): what client and server agree on, and the two directions.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace talaria::websocket {

/// What was agreed on. The server never takes its context over: each message is compressed by itself, so that no state
/// is kept for a socket and messages may be sent in any order.
struct DeflateAgreement {
  int server_max_window_bits = 15;
  bool tells_server_bits = false;  ///< the client asked for them, so the answer names them
  int client_max_window_bits = 15;
  bool client_no_context_takeover = false;
};

/// The first offer in the values of `sec-websocket-extensions` that can be met (section 5.1); nothing when there is
/// none. An offer with a parameter that is unknown, doubled or out of range is passed over.
[[nodiscard]] std::optional<DeflateAgreement> agree_on_deflate(std::span<const std::string_view> offers);

/// The value of `sec-websocket-extensions` in the answer.
[[nodiscard]] std::string deflate_answer(const DeflateAgreement& agreement);

/// Compresses one message; the octets that end each (00 00 FF FF) are left out, section 7.2.1.
[[nodiscard]] std::string deflate_message(std::string_view content, int window_bits);

/// Unpacks the messages of one socket.
class Inflater {
 public:
  enum class Outcome { good, damaged, too_large };

  explicit Inflater(const DeflateAgreement& agreement);
  ~Inflater();

  /// Appends what `octets` unpack to; stops when `out` would have more than `limit` octets. `last`: the message ends.
  [[nodiscard]] Outcome feed(std::string_view octets, bool last, std::size_t limit, std::string& out);

 private:
  struct Stream;
  Outcome run(std::string_view octets, std::size_t limit, std::string& out);

  DeflateAgreement agreement_;
  std::unique_ptr<Stream> stream_;  // made with the first message that is compressed
};

}  // namespace talaria::websocket
