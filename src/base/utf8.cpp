#include <cstdint>
#include <cstring>

#include <talaria/base/utf8.hpp>

namespace talaria::base {

namespace {
bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
}  // namespace

std::size_t utf8_sequence(const char* at, const char* end) {
  const auto lead = static_cast<unsigned char>(*at);
  if (lead < 0x80) return 1;
  const auto left = static_cast<std::size_t>(end - at);
  const auto second = left > 1 ? static_cast<unsigned char>(at[1]) : 0U;
  if (lead < 0xC2) return 0;  // a continuation byte, or an overlong form of ASCII
  if (lead < 0xE0) return left > 1 && continues(at[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (left < 3 || !continues(at[1]) || !continues(at[2])) return 0;
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead > 0xF4 || left < 4 || !continues(at[1]) || !continues(at[2]) || !continues(at[3])) return 0;
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_large = lead == 0xF4 && second >= 0x90;
  return overlong || too_large ? 0 : 4;
}

bool is_valid_utf8(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const std::size_t size = utf8_sequence(at, end);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += continues(c) ? 0 : 1;
  return count;
}

bool Utf8Checker::feed(std::string_view piece) {
  const char* at = piece.data();
  const char* const end = at + piece.size();
  while (at != end) {
    // ASCII, eight octets at a time.
    while (missing_ == 0 && end - at >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      if ((word & 0x8080808080808080U) != 0) break;
      at += sizeof word;
    }
    if (at == end) break;
    const auto octet = static_cast<unsigned char>(*at++);
    if (missing_ > 0) {
      if (octet < least_ || octet > most_) return false;
      --missing_;
      least_ = 0x80;
      most_ = 0xBF;
      continue;
    }
    if (octet < 0x80) continue;
    if (octet < 0xC2 || octet > 0xF4) return false;
    missing_ = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
    // No overlong form, no surrogate, nothing above U+10FFFF.
    if (octet == 0xE0) least_ = 0xA0;
    if (octet == 0xED) most_ = 0x9F;
    if (octet == 0xF0) least_ = 0x90;
    if (octet == 0xF4) most_ = 0x8F;
  }
  return true;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace talaria::base
