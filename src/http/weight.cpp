#include "http/weight.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>

namespace talaria::http {

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

Weighted take_weighted(std::string_view& list) {
  const std::size_t comma = std::min(list.find(','), list.size());
  const std::string_view item = list.substr(0, comma);
  list.remove_prefix(std::min(comma + 1, list.size()));
  const std::size_t semicolon = std::min(item.find(';'), item.size());
  const bool has_weight = semicolon < item.size();
  return {base::trim(item.substr(0, semicolon)), has_weight ? weight_of(item.substr(semicolon + 1)) : 1000};
}

}  // namespace talaria::http
