// Frames of RFC 6455, sans I/O: octets in any slices to messages, and messages to octets.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/base/utf8.hpp>
#include <talaria/websocket/limits.hpp>

namespace talaria::websocket {

/// What a frame is (RFC 6455 section 5.2).
enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Whose frames are read: those of clients must be masked, those of servers must not (RFC 6455 section 5.1).
enum class Sender : std::uint8_t { client, server };

class Inflater;

/// What the octets so far make.
struct Event {
  enum class Kind : std::uint8_t { incomplete, text, binary, ping, pong, close, failed };
  Kind kind = Kind::incomplete;
  /// close: the peer's code, 1005 for none; failed: the code to close with.
  int code = 0;
  /// The message, the content of the ping or pong, the reason of the close, or what is wrong.
  std::string data = {};
};

/// Reads frames and puts messages together. Fails once and for all at the first violation, as early as it shows.
class FrameParser {
 public:
  explicit FrameParser(const WebSocketLimits& limits, Sender sender = Sender::client)
      : limits_(limits), sender_(sender) {}

  /// From now on messages may be compressed (RFC 7692); borrowed.
  void set_inflater(Inflater& inflater) { inflater_ = &inflater; }

  /// Takes octets from the front of `octets` up to the end of the next event, or all of them.
  [[nodiscard]] Event next(std::string_view& octets);

 private:
  bool take_head(std::string_view& octets);
  void check_start();
  void check_length();
  void take_content(std::string_view& octets);
  void unpack(std::string_view octets, bool last);
  void check_text(std::string_view piece);
  Event end_frame();
  Event end_close();
  void fail(int code, const char* reason);
  [[nodiscard]] bool is_control() const { return (head_[0] & 0x08) != 0; }

  WebSocketLimits limits_;
  Sender sender_;
  Inflater* inflater_ = nullptr;
  base::Utf8Checker utf8_;
  std::string message_;
  std::string control_;  // content of a control frame
  std::string packed_;   // a piece of a compressed message, unmasked
  std::array<unsigned char, 14> head_{};
  std::uint8_t head_size_ = 0;
  std::uint8_t head_needed_ = 2;
  std::uint8_t mask_at_ = 0;
  Opcode kind_ = Opcode::continuation;  // of the message that has begun; continuation: none has
  bool in_content_ = false;
  bool compressed_ = false;        // the message that has begun is
  std::uint64_t packed_size_ = 0;  // what came of it
  std::uint64_t left_ = 0;         // of the frame's content
  std::size_t fragments_ = 0;
  int failure_ = 0;
  const char* reason_ = "";
};

/// Appends a whole message, or a control frame, as a server sends it; `compressed`: its content is (RFC 7692 section
/// 6).
void append_frame(std::string& out, Opcode opcode, std::string_view content, bool compressed = false);
/// The same as a client sends it, masked with `key`; `last`: whether the message ends with this frame.
void append_masked_frame(std::string& out, Opcode opcode, std::string_view content, std::array<unsigned char, 4> key,
                         bool last = true);
/// The content of a close frame; empty for 1005, which stands for no code.
[[nodiscard]] std::string close_content(int code, std::string_view reason);

}  // namespace talaria::websocket
