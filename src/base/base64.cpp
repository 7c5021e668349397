#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <talaria/base/base64.hpp>

namespace talaria::base {

namespace {

constexpr std::string_view standard_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 64;

using Digits = std::array<std::uint8_t, 256>;

constexpr Digits make_digits(std::string_view alphabet) {
  Digits table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}

constexpr Digits standard_digits = make_digits(standard_alphabet);
constexpr Digits url_digits = make_digits(url_alphabet);

// Without padding: the last group has as many characters as its octets need.
std::string encode(std::string_view octets, std::string_view alphabet) {
  std::string out;
  out.reserve((octets.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, octets.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group * 256 + (k < count ? static_cast<unsigned char>(octets[i + k]) : 0U);
    }
    for (std::size_t k = 0; k <= count; ++k) out.push_back(alphabet[(group >> (18 - 6 * k)) & 63]);
  }
  return out;
}

// `text` without padding. `canonical`: the unused bits of the last character have to be zero.
std::optional<std::string> decode(std::string_view text, const Digits& digits, bool canonical) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const std::size_t count = std::min<std::size_t>(4, text.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint8_t digit = k < count ? digits[static_cast<unsigned char>(text[i + k])] : std::uint8_t{0};
      if (digit == no_digit) return std::nullopt;
      group = group * 64 + digit;
    }
    for (std::size_t k = 0; k + 1 < count; ++k) out.push_back(static_cast<char>((group >> (16 - 8 * k)) & 255));
    const unsigned unused = count == 2 ? 0xffffU : count == 3 ? 0xffU : 0U;
    if (canonical && (group & unused) != 0) return std::nullopt;
  }
  return out;
}

}  // namespace

std::string base64_encode(std::string_view octets) {
  std::string out = encode(octets, standard_alphabet);
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return decode(text, standard_digits, false);
}

std::string base64url_encode(std::string_view octets) {
  return encode(octets, url_alphabet);
}

std::optional<std::string> base64url_decode(std::string_view text) {
  return decode(text, url_digits, true);
}

}  // namespace talaria::base
