// Which language a client wants (RFC 9110 section 12.5.4, RFC 4647 section 3.4).
#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace talaria::http {

/// The language tag among `available` that the values of `accept-language` ask for first: ranges by their weight, and
/// each is cut from its end until it is one of the tags (`de-CH-1996`, `de-CH`, `de`). Nothing when none fits, and
/// where
/// `*` comes first. A tag with weight 0 is not chosen. A value that is malformed counts as absent.
[[nodiscard]] std::optional<std::string_view> choose_language(std::span<const std::string_view> values,
                                                              std::span<const std::string_view> available);

}  // namespace talaria::http
