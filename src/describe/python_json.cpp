#include "describe/python_json.hpp"

#include <cstdint>
#include <string_view>

namespace talaria::describe {

namespace {

void write_escape(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 15];
}

}  // namespace

void write_python_json(std::string& out, const Json& value) {
  // Valid UTF-8, whatever the texts are; all that is no ASCII stands in them.
  const std::string text = dump_json_spaced(value);
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x7F) {
      out += text[at++];
      continue;
    }
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    at += length;
    if (point < 0x10000) {
      write_escape(out, point);
    } else {
      write_escape(out, 0xD800 + ((point - 0x10000) >> 10));
      write_escape(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
}

}  // namespace talaria::describe
