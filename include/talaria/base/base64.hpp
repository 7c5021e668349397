// Base64 as RFC 4648 section 4 defines it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace talaria::base {

/// `octets` with the standard alphabet, padded.
[[nodiscard]] std::string base64_encode(std::string_view octets);
/// What `text` stands for; nothing when it is not padded, or has any character besides the alphabet's.
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

}  // namespace talaria::base
