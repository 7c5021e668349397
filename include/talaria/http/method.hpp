// Request methods (RFC 9110 section 9).
#pragma once
#include <cstdint>
#include <string_view>

namespace talaria::http {

/// A request method. `other` stands for a token that is no registered method here; its name is in the request.
enum class Method : std::uint8_t { get, head, post, put, delete_, connect, options, trace, patch, query, other };

/// How many methods have a name of their own; `other` comes after them.
inline constexpr int named_method_count = 10;

/// The name as it stands on the request line, `GET`; empty for `other`.
[[nodiscard]] std::string_view method_name(Method method);
/// The method of that name (case-sensitive, RFC 9110 section 9.1), or `other`.
[[nodiscard]] Method parse_method(std::string_view name);

}  // namespace talaria::http
