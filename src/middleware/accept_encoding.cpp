#include "middleware/accept_encoding.hpp"

#include <talaria/base/strings.hpp>

namespace talaria::middleware {

namespace {

// `q=0.5` in thousandths; 1000 without one. -1 for what is no weight (RFC 9110 section 12.4.2).
int weight_of(std::string_view parameters) {
  const std::string_view text = base::trim(parameters);
  if (text.empty()) return 1000;
  if (text.size() < 3 || base::ascii_lower(text[0]) != 'q' || text[1] != '=') return -1;
  const std::string_view digits = text.substr(2);
  if ((digits[0] != '0' && digits[0] != '1') || digits.size() > 5) return -1;
  int weight = digits[0] == '1' ? 1000 : 0;
  if (digits.size() > 1 && digits[1] != '.') return -1;
  int unit = 100;
  for (const char digit : digits.substr(std::min<std::size_t>(2, digits.size()))) {
    if (!base::is_ascii_digit(digit)) return -1;
    weight += unit * (digit - '0');
    unit /= 10;
  }
  return weight > 1000 ? -1 : weight;
}

struct Liking {
  std::optional<int> named;  // how much the coding itself is liked
  std::optional<int> other;  // `*`
};

Liking liking_of(std::span<const std::string_view> values, std::string_view coding) {
  Liking liking;
  for (std::string_view value : values) {
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
      comma = value.find(',');
      const std::string_view item = value.substr(0, comma);
      if (comma != std::string_view::npos) value.remove_prefix(comma + 1);
      const std::size_t semicolon = item.find(';');
      const std::string_view name = base::trim(item.substr(0, semicolon));
      const int weight = semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon + 1));
      if (weight < 0) continue;
      if (base::iequals(name, coding)) liking.named = weight;
      if (name == "*") liking.other = weight;
    }
  }
  return liking;
}

}  // namespace

std::string_view coding_name(ContentCoding coding) {
  switch (coding) {
    case ContentCoding::zstd:
      return "zstd";
    case ContentCoding::br:
      return "br";
    case ContentCoding::gzip:
      break;
  }
  return "gzip";
}

std::optional<ContentCoding> choose_coding(std::span<const std::string_view> values,
                                           std::span<const ContentCoding> offered) {
  std::optional<ContentCoding> best;
  int best_weight = 0;
  for (const ContentCoding coding : offered) {
    const Liking liking = liking_of(values, coding_name(coding));
    const int weight = liking.named.value_or(liking.other.value_or(0));
    if (weight > best_weight) {
      best = coding;
      best_weight = weight;
    }
  }
  // What is not named is acceptable, but not asked for: only an explicit weight makes identity the better choice.
  const int identity = liking_of(values, "identity").named.value_or(0);
  return identity > best_weight ? std::nullopt : best;
}

}  // namespace talaria::middleware
