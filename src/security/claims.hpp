// What a verifier asks of the claims of a token whose signature is good.
#pragma once
#include <optional>

#include <talaria/security/jwt.hpp>

namespace talaria::jwt {

/// The first thing that is wrong with the claims; nothing when they are good.
[[nodiscard]] std::optional<TokenError> check_claims(const JsonObject& claims, const DecodeOptions& options);

/// Whether the header's `typ` is the media type that is asked for; `application/` may be left out of either.
[[nodiscard]] bool is_type(const JsonObject& header, std::string_view wanted);

}  // namespace talaria::jwt
