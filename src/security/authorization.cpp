#include "security/authorization.hpp"

#include <talaria/base/strings.hpp>

namespace talaria {

Authorization read_authorization(const Request& request) {
  const std::string_view field = request.headers().get("authorization").value_or("");
  const std::size_t blank = field.find(' ');
  if (blank == std::string_view::npos) return {field, {}};
  return {field.substr(0, blank), base::trim(field.substr(blank + 1))};
}

std::optional<std::string> authorization_field(const Request& request) {
  const std::string_view field = request.headers().get("authorization").value_or("");
  if (field.empty()) return std::nullopt;
  return std::string(field);
}

std::optional<std::string> bearer_token(const Request& request) {
  const Authorization authorization = read_authorization(request);
  if (!base::iequals(authorization.scheme, "bearer")) return std::nullopt;
  return std::string(authorization.parameter);
}

HTTPException not_authenticated(std::string_view challenge) {
  return HTTPException(401, "Not authenticated", {{"WWW-Authenticate", std::string(challenge)}});
}

void append_text(JsonObject& object, const char* name, std::string_view text) {
  if (!text.empty()) object.append(name, text);
}

}  // namespace talaria
