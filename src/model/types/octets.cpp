#include "model/types/octets.hpp"

#include <cstdint>

#include <talaria/base/base64.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

/// The value of a digit of either alphabet, or -1.
int digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (base::is_ascii_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/// Gathers digits to octets.
struct Gatherer {
  std::string& out;
  unsigned bits = 0;
  std::size_t digits = 0;

  void add(int digit) {
    bits = (bits << 6) | static_cast<unsigned>(digit);
    ++digits;
    const std::size_t waiting = digits % 4;
    if (waiting != 1) out += static_cast<char>((bits >> (waiting == 2 ? 4 : waiting == 3 ? 2 : 0)) & 255);
  }
};

bool fail(std::string& error, std::string why) {
  error = std::move(why);
  return false;
}

std::string invalid_symbol(char symbol, std::size_t offset, const char* which) {
  return std::string(which) + std::to_string(static_cast<unsigned char>(symbol)) + ", offset " +
         std::to_string(offset) + ".";
}

int hex_value(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

bool decode_base64_leniently(std::string_view text, bool url, std::string& out, std::string& error) {
  out.clear();
  Gatherer gatherer{out};
  std::size_t padding = 0;
  for (const char c : text) {
    const bool of_url = c == '-' || c == '_';
    const int digit = of_url && !url ? -1 : digit_of(c);
    if (c == '=') {
      ++padding;
      if (gatherer.digits % 4 >= 2 && gatherer.digits % 4 + padding >= 4) return true;
    } else if (digit >= 0) {
      padding = 0;
      gatherer.add(digit);
    }
  }
  if (gatherer.digits % 4 == 0) return true;
  if (gatherer.digits % 4 != 1) return fail(error, "Incorrect padding");
  return fail(error, "Invalid base64-encoded string: number of data characters (" + std::to_string(gatherer.digits) +
                         ") cannot be 1 more than a multiple of 4");
}

bool decode_base64(std::string_view text, std::string& out, std::string& error) {
  out.clear();
  std::size_t size = text.size();
  std::size_t padding = 0;
  while (padding < 2 && size > 0 && size % 4 + padding != 1 && text[size - 1] == '=' &&
         (text.size() % 4 == 0 || size % 4 != 0) && (size - 1) % 4 >= 2) {
    --size;
    ++padding;
  }
  Gatherer gatherer{out};
  for (std::size_t i = 0; i < size; ++i) {
    const int digit = digit_of(text[i]);
    if (digit < 0) return fail(error, invalid_symbol(text[i], i, "Invalid symbol "));
    gatherer.add(digit);
  }
  const std::size_t rest = size % 4;
  if (rest == 1) return fail(error, "Invalid input length: " + std::to_string(text.size()));
  const unsigned unused = rest == 2 ? 15U : rest == 3 ? 3U : 0U;
  if ((gatherer.bits & unused) != 0)
    return fail(error, invalid_symbol(text[size - 1], size - 1, "Invalid last symbol "));
  return true;
}

bool decode_hex(std::string_view text, std::string& out, std::string& error) {
  out.clear();
  if (text.size() % 2 != 0) return fail(error, "Odd number of digits");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) {
      // Each octet is shown as if it were a character.
      std::string shown;
      base::append_utf8(shown, static_cast<unsigned char>(text[i]));
      return fail(error, "Invalid character '" + shown + "' at position " + std::to_string(i));
    }
    if (i % 2 == 0) {
      out += static_cast<char>(digit << 4);
    } else {
      out.back() = static_cast<char>(out.back() | digit);
    }
  }
  return true;
}

std::string encode_base64(std::string_view octets, bool url) {
  std::string out = base::base64_encode(octets);
  for (char& c : out) {
    if (url && c == '+') c = '-';
    if (url && c == '/') c = '_';
  }
  return out;
}

std::string encode_hex(std::string_view octets) {
  constexpr const char* hex = "0123456789abcdef";
  std::string out;
  for (const char c : octets) {
    out += hex[static_cast<unsigned char>(c) >> 4];
    out += hex[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string utf8_fault(std::string_view octets) {
  const char* const end = octets.data() + octets.size();
  for (const char* at = octets.data(); at != end;) {
    const std::size_t size = base::utf8_sequence(at, end);
    if (size == 0) {
      const auto lead = static_cast<unsigned char>(*at);
      const bool starts = lead >= 0xC2 && lead <= 0xF4;
      constexpr const char* hex = "0123456789abcdef";
      return std::string("'utf-8' codec can't decode byte 0x") + hex[lead >> 4] + hex[lead & 15] + " in position " +
             std::to_string(at - octets.data()) + ": " +
             (!starts         ? "invalid start byte"
              : at + 1 == end ? "unexpected end of data"
                              : "invalid continuation byte");
    }
    at += size;
  }
  return {};
}

}  // namespace talaria::model
