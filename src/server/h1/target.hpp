// The grammar of Host and of the request target (RFC 9112 section 3.2). Sans-I/O.
#pragma once
#include <string_view>

#include <talaria/http/method.hpp>

namespace talaria::server::h1 {

/// Whether `text` is `host [":" port]` (RFC 9110 section 7.2); an empty host counts as one.
[[nodiscard]] bool is_host_value(std::string_view text);

/// A target that has been checked. Views into it.
struct Target {
  std::string_view origin;     // path and query, or `*`; may be empty or begin with `?` in the absolute form
  std::string_view authority;  // of the absolute form, else empty
  bool valid = false;
};

/// Takes apart a target, all of whose octets are target octets: the origin form, the absolute form of `http` and
/// `https`, or `*` for OPTIONS. The authority form is not valid here.
[[nodiscard]] Target parse_target(std::string_view text, http::Method method);

}  // namespace talaria::server::h1
