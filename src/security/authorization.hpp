// What the schemes share of the Authorization field and of describing themselves.
#pragma once
#include <string>
#include <string_view>

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

/// `scheme parameter`, parted at the first blank; views into the request.
struct Authorization {
  std::string_view scheme;
  std::string_view parameter;
};

/// The Authorization field; both parts are empty when there is none.
[[nodiscard]] Authorization read_authorization(const Request& request);

/// The whole field, if it is there and not empty.
[[nodiscard]] std::optional<std::string> authorization_field(const Request& request);

/// The token behind `Bearer`, empty as well; nothing for another scheme.
[[nodiscard]] std::optional<std::string> bearer_token(const Request& request);

/// 401 `Not authenticated`, with that in `WWW-Authenticate`.
[[nodiscard]] HTTPException not_authenticated(std::string_view challenge);

/// Appends a text that is not empty.
void append_text(JsonObject& object, const char* name, std::string_view text);

}  // namespace talaria
