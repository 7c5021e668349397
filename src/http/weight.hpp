// The weights of what a client accepts (RFC 9110 section 12.4.2).
#pragma once
#include <string_view>

namespace talaria::http {

/// `q=0.5` in thousandths, 1000 for no text at all; -1 for what is no weight.
[[nodiscard]] int weight_of(std::string_view parameters);

/// An item of a list with weights, such as `de;q=0.5`.
struct Weighted {
  std::string_view name;
  int weight;  ///< in thousandths; -1 for what is malformed
};

/// Takes the first item off the list.
[[nodiscard]] Weighted take_weighted(std::string_view& list);

}  // namespace talaria::http
