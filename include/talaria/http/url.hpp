// Percent-encoding and query strings, decoded as Python's urllib does so that clients see no difference.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::http {

/// How many pairs a query string, a form or the cookies of a request may have.
inline constexpr std::size_t max_pairs = 1000;

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Resolves `%XX`. A `%` without two hexadecimal digits behind it stays as it is; octets that are no UTF-8 afterwards
/// become U+FFFD. The result is always valid UTF-8.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// Encodes every octet but letters, digits and `-._~`, and those listed in `keep`.
[[nodiscard]] std::string percent_encode(std::string_view text, std::string_view keep = "/");

/// The pairs of a query string or of a form (`application/x-www-form-urlencoded`), decoded, in order: `+` is a blank,
/// a name without `=` has an empty value, an empty piece between two `&` is left out.
/// Gives nothing when there are more than `limit` pairs.
[[nodiscard]] std::optional<Pairs> parse_query(std::string_view text, std::size_t limit = max_pairs);

/// `text` with every ill-formed UTF-8 sequence replaced by U+FFFD, as Unicode recommends (maximal subparts).
[[nodiscard]] std::string to_valid_utf8(std::string text);

/// UTF-8 for octets of which each stands for one character U+0000 to U+00FF: how field values are read.
[[nodiscard]] std::string latin1_to_utf8(std::string_view octets);

}  // namespace talaria::http
