#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>
#include <talaria/http/url.hpp>

namespace talaria::http {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

unsigned octet_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

struct Sequence {
  std::size_t length;  // octets to take
  bool valid;
};

// Table 3-7 of the Unicode standard. An ill-formed sequence is as long as its longest well-formed beginning.
Sequence next_sequence(std::string_view text) {
  const unsigned first = octet_at(text, 0);
  if (first < 0x80) return {1, true};
  std::size_t length = 0;
  unsigned low = 0x80;
  unsigned high = 0xbf;
  if (first >= 0xc2 && first <= 0xdf) {
    length = 2;
  } else if (first >= 0xe0 && first <= 0xef) {
    length = 3;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
  } else if (first >= 0xf0 && first <= 0xf4) {
    length = 4;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
  } else {
    return {1, false};
  }
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned octet = octet_at(text, i);
    if (octet < low || octet > high) return {i, false};
    low = 0x80;
    high = 0xbf;
  }
  return {length, true};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void append_decoded(std::string& out, std::string_view text, char plus) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i] == '+' ? plus : text[i]);
  }
}

std::string form_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_decoded(out, text, ' ');
  return to_valid_utf8(std::move(out));
}

}  // namespace

std::string to_valid_utf8(std::string text) {
  if (is_ascii(text)) return text;
  std::string out;
  std::string_view rest = text;
  out.reserve(text.size());
  while (!rest.empty()) {
    const auto [length, valid] = next_sequence(rest);
    out.append(valid ? rest.substr(0, length) : replacement);
    rest.remove_prefix(length);
  }
  return out;
}

std::string latin1_to_utf8(std::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xc0 | (octet >> 6)));
      out.push_back(static_cast<char>(0x80 | (octet & 0x3f)));
    }
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_decoded(out, text, '+');
  return to_valid_utf8(std::move(out));
}

std::string percent_encode(std::string_view text, std::string_view keep) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "-._~";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (base::is_ascii_alpha(c) || base::is_ascii_digit(c) || unreserved.find(c) != std::string_view::npos ||
        keep.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(digits[octet >> 4]);
      out.push_back(digits[octet & 15]);
    }
  }
  return out;
}

std::optional<Pairs> parse_query(std::string_view text, std::size_t limit) {
  Pairs pairs;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (piece.empty()) continue;
    if (pairs.size() == limit) return std::nullopt;
    const auto equals = std::min(piece.find('='), piece.size());
    pairs.emplace_back(form_decode(piece.substr(0, equals)),
                       form_decode(piece.substr(std::min(equals + 1, piece.size()))));
  }
  return pairs;
}

}  // namespace talaria::http
