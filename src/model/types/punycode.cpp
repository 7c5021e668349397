#include "model/types/punycode.hpp"

#include <cstdint>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

// The parameters of RFC 3492 section 5.
constexpr std::uint32_t base_size = 36;
constexpr std::uint32_t t_min = 1;
constexpr std::uint32_t t_max = 26;
constexpr std::uint32_t skew = 38;
constexpr std::uint32_t damp = 700;
constexpr std::uint32_t initial_bias = 72;
constexpr std::uint32_t initial_n = 128;

std::uint32_t adapt(std::uint32_t delta, std::uint32_t points, bool first) {
  delta = first ? delta / damp : delta / 2;
  delta += delta / points;
  std::uint32_t k = 0;
  while (delta > (base_size - t_min) * t_max / 2) {
    delta /= base_size - t_min;
    k += base_size;
  }
  return k + (base_size - t_min + 1) * delta / (delta + skew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) {
  return k <= bias ? t_min : k >= bias + t_max ? t_max : k - bias;
}

char digit(std::uint32_t value) {
  return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

std::uint32_t digit_value(char c) {
  if (base::is_ascii_digit(c)) return static_cast<std::uint32_t>(c - '0') + 26;
  if (base::is_ascii_alpha(c)) return static_cast<std::uint32_t>(base::ascii_lower(c) - 'a');
  return base_size;
}

void append_number(std::string& out, std::uint32_t number, std::uint32_t bias) {
  for (std::uint32_t k = base_size;; k += base_size) {
    const std::uint32_t t = threshold(k, bias);
    if (number < t) break;
    out += digit(t + (number - t) % (base_size - t));
    number = (number - t) / (base_size - t);
  }
  out += digit(number);
}

}  // namespace

std::string punycode_encode(std::u32string_view label) {
  std::string out;
  for (const char32_t c : label) {
    if (c < initial_n) out += static_cast<char>(c);
  }
  const auto basic = static_cast<std::uint32_t>(out.size());
  std::uint32_t done = basic;
  if (basic > 0) out += '-';
  std::uint32_t n = initial_n;
  std::uint32_t delta = 0;
  std::uint32_t bias = initial_bias;
  while (done < label.size()) {
    char32_t next = 0x10FFFF;
    for (const char32_t c : label) {
      if (c >= n && c < next) next = c;
    }
    delta += (static_cast<std::uint32_t>(next) - n) * (done + 1);
    n = next;
    for (const char32_t c : label) {
      if (c < n) ++delta;
      if (c != n) continue;
      append_number(out, delta, bias);
      bias = adapt(delta, done + 1, done == basic);
      delta = 0;
      ++done;
    }
    ++delta;
    ++n;
  }
  return out;
}

bool punycode_decode(std::string_view text, std::u32string& out) {
  out.clear();
  if (const std::size_t hyphen = text.rfind('-'); hyphen != std::string_view::npos) {
    for (const char c : text.substr(0, hyphen)) out += static_cast<char32_t>(static_cast<unsigned char>(c));
    text.remove_prefix(hyphen + 1);
  }
  std::uint64_t n = initial_n;
  std::uint32_t bias = initial_bias;
  std::uint64_t i = 0;
  while (!text.empty()) {
    const std::uint64_t before = i;
    std::uint64_t weight = 1;
    for (std::uint32_t k = base_size;; k += base_size) {
      const std::uint32_t value = text.empty() ? base_size : digit_value(text.front());
      if (value >= base_size) return false;
      text.remove_prefix(1);
      i += value * weight;
      const std::uint32_t t = threshold(k, bias);
      if (value < t) break;
      weight *= base_size - t;
      if (i > UINT32_MAX || weight > UINT32_MAX) return false;
    }
    const std::uint64_t size = out.size() + 1;
    bias = adapt(static_cast<std::uint32_t>(i - before), static_cast<std::uint32_t>(size), before == 0);
    n += i / size;
    i %= size;
    if (n > 0x10FFFF || (n >= 0xD800 && n <= 0xDFFF)) return false;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(i), static_cast<char32_t>(n));
    ++i;
  }
  return true;
}

}  // namespace talaria::model
