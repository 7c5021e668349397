#include "middleware/accept_encoding.hpp"

#include "http/weight.hpp"

#include <talaria/base/strings.hpp>

namespace talaria::middleware {

namespace {

struct Liking {
  std::optional<int> named;  // how much the coding itself is liked
  std::optional<int> other;  // `*`
};

Liking liking_of(std::span<const std::string_view> values, std::string_view coding) {
  Liking liking;
  for (std::string_view value : values) {
    while (!value.empty()) {
      const http::Weighted item = http::take_weighted(value);
      if (item.weight < 0) continue;
      if (base::iequals(item.name, coding)) liking.named = item.weight;
      if (item.name == "*") liking.other = item.weight;
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
