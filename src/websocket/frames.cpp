#include "websocket/deflate.hpp"

#include <algorithm>
#include <cstring>

#include <talaria/websocket/exceptions.hpp>
#include <talaria/websocket/frames.hpp>

namespace talaria::websocket {

namespace {

constexpr unsigned char last_bit = 0x80;
constexpr unsigned char reserved_bits = 0x70;
constexpr unsigned char compressed_bit = 0x40;
constexpr unsigned char mask_bit = 0x80;
constexpr std::size_t largest_control = 125;
// What deflate may add to content that does not get smaller.
constexpr std::uint64_t packed_overhead = 64 * 1024;

// `data` begins at octet `at` of the masked content.
void apply_mask(char* data, std::size_t size, const unsigned char* key, std::size_t at) {
  unsigned char turned[8];
  for (std::size_t i = 0; i < 8; ++i) turned[i] = key[(at + i) & 3];
  std::uint64_t word_key = 0;
  std::memcpy(&word_key, turned, sizeof word_key);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + i, sizeof word);
    word ^= word_key;
    std::memcpy(data + i, &word, sizeof word);
  }
  for (; i < size; ++i) data[i] = static_cast<char>(static_cast<unsigned char>(data[i]) ^ turned[i & 7]);
}

void append_head(std::string& out, Opcode opcode, std::size_t size, unsigned char bits, unsigned char mask) {
  out.push_back(static_cast<char>(bits | static_cast<unsigned char>(opcode)));
  int length_octets = 0;
  if (size <= largest_control) {
    out.push_back(static_cast<char>(mask | size));
  } else if (size <= 0xFFFF) {
    out.push_back(static_cast<char>(mask | 126));
    length_octets = 2;
  } else {
    out.push_back(static_cast<char>(mask | 127));
    length_octets = 8;
  }
  for (int i = length_octets - 1; i >= 0; --i) {
    out.push_back(static_cast<char>((static_cast<std::uint64_t>(size) >> (8 * i)) & 255));
  }
}

}  // namespace

Event FrameParser::next(std::string_view& octets) {
  while (failure_ == 0) {
    if (!in_content_ && !take_head(octets)) break;
    if (failure_ != 0) break;
    take_content(octets);
    if (failure_ != 0 || left_ > 0) break;
    in_content_ = false;
    head_size_ = 0;
    head_needed_ = 2;
    Event event = end_frame();
    if (event.kind != Event::Kind::incomplete) return event;
  }
  if (failure_ != 0) return Event{Event::Kind::failed, failure_, reason_};
  return {};
}

void FrameParser::fail(int code, const char* reason) {
  failure_ = code;
  reason_ = reason;
}

// False while the head is incomplete.
bool FrameParser::take_head(std::string_view& octets) {
  while (head_size_ < head_needed_) {
    if (octets.empty()) return false;
    head_[head_size_++] = static_cast<unsigned char>(octets.front());
    octets.remove_prefix(1);
    if (head_size_ == 2) check_start();
    if (failure_ != 0) return true;
  }
  check_length();
  in_content_ = true;
  mask_at_ = 0;
  control_.clear();
  return true;
}

// What the first two octets tell.
void FrameParser::check_start() {
  const unsigned opcode = head_[0] & 15U;
  const bool may_be_compressed = inflater_ != nullptr && (opcode == 1 || opcode == 2);
  if ((head_[0] & reserved_bits & ~(may_be_compressed ? compressed_bit : 0U)) != 0) {
    return fail(1002, "A reserved bit is set");
  }
  const bool last = (head_[0] & last_bit) != 0;
  const unsigned length = head_[1] & 127U;
  const bool masked = (head_[1] & mask_bit) != 0;
  if (opcode > 10 || (opcode > 2 && opcode < 8)) return fail(1002, "The opcode is reserved");
  if (masked != (sender_ == Sender::client)) {
    return fail(1002, masked ? "A server's frame is masked" : "A client's frame is not masked");
  }
  if (is_control()) {
    if (!last) return fail(1002, "A control frame is fragmented");
    if (length > largest_control) return fail(1002, "A control frame is too long");
  } else if (opcode == 0) {
    if (kind_ == Opcode::continuation) return fail(1002, "There is nothing to continue");
  } else {
    if (kind_ != Opcode::continuation) return fail(1002, "A message begins inside another");
    kind_ = static_cast<Opcode>(opcode);
    compressed_ = (head_[0] & compressed_bit) != 0;
    packed_size_ = 0;
    fragments_ = 0;
  }
  if (!is_control() && ++fragments_ > limits_.fragments) return fail(1009, "The message has too many fragments");
  head_needed_ = static_cast<std::uint8_t>(2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + (masked ? 4 : 0));
}

void FrameParser::check_length() {
  const unsigned length = head_[1] & 127U;
  left_ = length;
  if (length > 125) {
    const unsigned octets = length == 126 ? 2 : 8;
    left_ = 0;
    for (unsigned i = 0; i < octets; ++i) left_ = left_ * 256 + head_[2 + i];
    if (left_ <= (octets == 2 ? 125U : 0xFFFFU)) return fail(1002, "A length is not in its shortest form");
    if (left_ >> 63 != 0) return fail(1002, "A length has its first bit set");
  }
  if (is_control()) return;
  const bool fits = compressed_ ? left_ <= limits_.message && packed_size_ + left_ <= limits_.message + packed_overhead
                                : left_ <= limits_.message - message_.size();
  if (!fits) return fail(1009, "The message is too large");
}

void FrameParser::take_content(std::string_view& octets) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, octets.size()));
  if (size == 0) return;
  const bool packed = !is_control() && compressed_;
  if (packed) packed_.clear();
  // No room is made for more than has come: a length alone costs the peer nothing.
  std::string& target = is_control() ? control_ : packed ? packed_ : message_;
  const std::size_t before = target.size();
  target.append(octets.data(), size);
  octets.remove_prefix(size);
  left_ -= size;
  if (sender_ == Sender::client) {
    apply_mask(target.data() + before, size, &head_[head_needed_ - 4U], mask_at_);
    mask_at_ = static_cast<std::uint8_t>((mask_at_ + size) & 3);
  }
  if (is_control()) return;
  if (!packed) return check_text({target.data() + before, size});
  packed_size_ += size;
  unpack(packed_, false);
}

void FrameParser::unpack(std::string_view octets, bool last) {
  const std::size_t before = message_.size();
  switch (inflater_->feed(octets, last, limits_.message, message_)) {
    case Inflater::Outcome::damaged:
      return fail(1007, "The compressed content is damaged");
    case Inflater::Outcome::too_large:
      return fail(1009, "The message is too large");
    case Inflater::Outcome::good:
      break;
  }
  check_text(std::string_view(message_).substr(before));
}

void FrameParser::check_text(std::string_view piece) {
  if (kind_ == Opcode::text && !utf8_.feed(piece)) fail(1007, "The text is not UTF-8");
}

// Incomplete when the message goes on.
Event FrameParser::end_frame() {
  switch (static_cast<Opcode>(head_[0] & 15)) {
    case Opcode::ping:
      return Event{Event::Kind::ping, 0, std::move(control_)};
    case Opcode::pong:
      return Event{Event::Kind::pong, 0, std::move(control_)};
    case Opcode::close:
      return end_close();
    default:
      break;
  }
  if ((head_[0] & last_bit) == 0) return {};
  if (compressed_) unpack({}, true);
  if (failure_ != 0) return {};
  if (!utf8_.complete()) {
    fail(1007, "The text ends inside a character");
    return {};
  }
  utf8_.reset();
  const bool is_text = std::exchange(kind_, Opcode::continuation) == Opcode::text;
  return Event{is_text ? Event::Kind::text : Event::Kind::binary, 0, std::exchange(message_, {})};
}

// RFC 6455 section 5.5.1: nothing, or a code and perhaps a reason.
Event FrameParser::end_close() {
  if (control_.empty()) return Event{Event::Kind::close, 1005, {}};
  if (control_.size() == 1) {
    fail(1002, "A close frame has half a code");
    return {};
  }
  const int code = static_cast<unsigned char>(control_[0]) * 256 + static_cast<unsigned char>(control_[1]);
  std::string reason = control_.substr(2);
  if (!is_close_code(code)) {
    fail(1002, "The close code is not allowed");
  } else if (!base::is_valid_utf8(reason)) {
    fail(1007, "The reason of the close is not UTF-8");
  } else {
    return Event{Event::Kind::close, code, std::move(reason)};
  }
  return {};
}

void append_frame(std::string& out, Opcode opcode, std::string_view content, bool compressed) {
  out.reserve(out.size() + content.size() + 10);
  append_head(out, opcode, content.size(), last_bit | (compressed ? compressed_bit : 0), 0);
  out.append(content);
}

void append_masked_frame(std::string& out, Opcode opcode, std::string_view content, std::array<unsigned char, 4> key,
                         bool last) {
  append_head(out, opcode, content.size(), last ? last_bit : 0, mask_bit);
  for (const unsigned char octet : key) out.push_back(static_cast<char>(octet));
  const std::size_t before = out.size();
  out.append(content);
  apply_mask(out.data() + before, content.size(), key.data(), 0);
}

std::string close_content(int code, std::string_view reason) {
  std::string content;
  if (code == 1005) return content;
  content.push_back(static_cast<char>((code >> 8) & 255));
  content.push_back(static_cast<char>(code & 255));
  content.append(reason);
  return content;
}

}  // namespace talaria::websocket
