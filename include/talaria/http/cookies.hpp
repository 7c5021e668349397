// Cookies: the `cookie` field read as Starlette reads it, the `set-cookie` field written as Python writes it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/http/url.hpp>

namespace talaria::http {

/// Adds the cookies of one `cookie` field to `cookies`, in order. Of a name that is there already the new value counts.
/// A piece without `=` is a value with an empty name; a quoted value loses its quotes and escapes.
/// Returns false when there would be more than `limit` cookies.
[[nodiscard]] bool parse_cookies(std::string_view field_value, Pairs& cookies, std::size_t limit = max_pairs);

/// Whether other sites' requests may carry the cookie (RFC 6265bis).
enum class SameSite : std::uint8_t { lax, strict, none, unset };

/// One cookie to be set; what is left out is not written.
struct SetCookie {
  std::string name = {};
  std::string value = {};
  std::optional<std::int64_t> max_age = {};  ///< in seconds
  std::optional<std::int64_t> expires = {};  ///< in seconds since 1970-01-01 00:00 UTC
  std::string path = "/";
  std::string domain = {};
  bool secure = false;
  bool http_only = false;
  SameSite same_site = SameSite::lax;
  bool partitioned = false;
};

/// The value of the `set-cookie` field for `cookie`. The value is quoted where it has to be.
/// Throws std::invalid_argument when the name is no token, the value has a character above U+00FF, or path or domain
/// have a `;` or a control character.
[[nodiscard]] std::string format_set_cookie(const SetCookie& cookie);

/// A cookie of that name that is over already: the client drops what it has.
[[nodiscard]] SetCookie expired_cookie(std::string name, std::string path = "/", std::string domain = {});

}  // namespace talaria::http
