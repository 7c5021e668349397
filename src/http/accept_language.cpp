#include "http/weight.hpp"

#include <algorithm>
#include <vector>

#include <talaria/base/strings.hpp>
#include <talaria/http/accept_language.hpp>

namespace talaria::http {

namespace {

// RFC 4647 section 2.1: letters first, then letters and digits, one to eight at a time.
bool is_range(std::string_view text) {
  if (text == "*") return true;
  for (bool first = true;; first = false) {
    const std::size_t dash = std::min(text.find('-'), text.size());
    const std::string_view part = text.substr(0, dash);
    const auto fits = [first](char c) { return base::is_ascii_alpha(c) || (!first && base::is_ascii_digit(c)); };
    if (part.empty() || part.size() > 8 || !std::all_of(part.begin(), part.end(), fits)) return false;
    if (dash == text.size()) return true;
    text.remove_prefix(dash + 1);
  }
}

// RFC 4647 section 3.4: the last part goes, and one of a single letter or digit before it with it.
std::string_view shorten(std::string_view range) {
  const std::size_t dash = range.rfind('-');
  if (dash == std::string_view::npos) return {};
  range = range.substr(0, dash);
  return range.size() >= 2 && range[range.size() - 2] == '-' ? range.substr(0, range.size() - 2) : range;
}

// The best first, of equals the one that stands first.
std::vector<Weighted> ranges_of(std::span<const std::string_view> values) {
  std::vector<Weighted> ranges;
  for (std::string_view rest : values) {
    while (!rest.empty()) {
      const Weighted item = take_weighted(rest);
      if (item.weight < 0 || !is_range(item.name)) continue;
      const auto behind = std::find_if(ranges.begin(), ranges.end(),
                                       [&item](const Weighted& other) { return other.weight < item.weight; });
      ranges.insert(behind, item);
    }
  }
  return ranges;
}

}  // namespace

std::optional<std::string_view> choose_language(std::span<const std::string_view> values,
                                                std::span<const std::string_view> available) {
  const std::vector<Weighted> ranges = ranges_of(values);
  const auto refused = [&](std::string_view tag) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [tag](const Weighted& item) { return item.weight == 0 && base::iequals(item.name, tag); });
  };
  for (const Weighted& item : ranges) {
    if (item.weight == 0) break;
    if (item.name == "*") return std::nullopt;
    for (std::string_view range = item.name; !range.empty(); range = shorten(range)) {
      for (const std::string_view tag : available) {
        if (base::iequals(tag, range) && !refused(tag)) return tag;
      }
    }
  }
  return std::nullopt;
}

}  // namespace talaria::http
