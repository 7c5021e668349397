// Finds the frames in the octets of a client, in any slicing (RFC 9113 section 4.1), without looking at what is in
// them.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace talaria::server::h2 {

struct FrameHead {
  std::size_t length = 0;
  std::uint8_t type = 0;
  std::uint8_t flags = 0;
  std::int32_t stream = 0;

  static constexpr std::uint8_t data = 0;
  static constexpr std::uint8_t headers = 1;
  static constexpr std::uint8_t priority = 2;
  static constexpr std::uint8_t settings = 4;
  static constexpr std::uint8_t ping = 6;
  static constexpr std::uint8_t continuation = 9;

  static constexpr std::uint8_t ack_flag = 1;
  static constexpr std::uint8_t end_stream_flag = 1;
  static constexpr std::uint8_t padded_flag = 8;

  [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};

class FrameScanner {
 public:
  struct Piece {
    std::size_t size = 0;  ///< octets of the input that belong to one frame, or to what comes before the frames
    std::optional<FrameHead> head;  ///< of that frame, when it is complete with this piece
  };

  /// Looks at the beginning of `octets`, which go on where the piece before ended. Never empty for what is not.
  Piece next(std::string_view octets) {
    Piece piece;
    if (preface_left_ > 0) {
      piece.size = std::min(preface_left_, octets.size());
      preface_left_ -= piece.size;
      return piece;
    }
    if (payload_left_ == 0) {
      piece.size = std::min(head_.size() - head_size_, octets.size());
      octets.copy(head_.data() + head_size_, piece.size);
      head_size_ += piece.size;
      if (head_size_ < head_.size()) return piece;
      head_size_ = 0;
      piece.head = read_head();
      payload_left_ = piece.head->length;
    }
    const std::size_t payload = std::min(payload_left_, octets.size() - piece.size);
    payload_left_ -= payload;
    piece.size += payload;
    return piece;
  }

 private:
  [[nodiscard]] std::uint32_t octet(std::size_t at) const { return static_cast<unsigned char>(head_[at]); }
  [[nodiscard]] FrameHead read_head() const {
    FrameHead head;
    head.length = (octet(0) << 16) | (octet(1) << 8) | octet(2);
    head.type = static_cast<std::uint8_t>(octet(3));
    head.flags = static_cast<std::uint8_t>(octet(4));
    head.stream = static_cast<std::int32_t>(((octet(5) & 0x7f) << 24) | (octet(6) << 16) | (octet(7) << 8) | octet(8));
    return head;
  }

  std::array<char, 9> head_{};
  std::size_t head_size_ = 0;
  std::size_t payload_left_ = 0;
  std::size_t preface_left_ = 24;  // the octets of the preface
};

}  // namespace talaria::server::h2
