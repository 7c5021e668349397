// Base64 as RFC 4648 sections 4 and 5 define it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace talaria::base {

/// `octets` with the standard alphabet, padded.
[[nodiscard]] std::string base64_encode(std::string_view octets);
/// What `text` stands for; nothing when it is not padded, or has any character besides the alphabet's.
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

/// `octets` with the alphabet for URLs and file names, without padding, as JOSE writes it (RFC 7515 section 2).
[[nodiscard]] std::string base64url_encode(std::string_view octets);
/// What `text` stands for; nothing when it has any other character (padding is one), an impossible length, or bits that
/// are not zero behind the last octet: of the texts for the same octets only one is taken.
[[nodiscard]] std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace talaria::base
