#include "security/authorization.hpp"

#include <talaria/security/api_key.hpp>

namespace talaria {

namespace {

// Of equal names the last one counts; an empty key is none.
std::optional<std::string> last_of(const Request::Pairs& pairs, std::string_view name) {
  std::optional<std::string> key;
  for (const auto& [known, value] : pairs) {
    if (known == name) key = value;
  }
  return key && !key->empty() ? key : std::nullopt;
}

}  // namespace

std::string_view APIKeyBase::scheme_name() const {
  return options_.scheme_name;
}

JsonObject APIKeyBase::definition() const {
  JsonObject out;
  out.append("type", "apiKey");
  append_text(out, "description", options_.description);
  out.append("in", location());
  out.append("name", name());
  return out;
}

HTTPException APIKeyBase::make_not_authenticated_error() const {
  return not_authenticated("APIKey");
}

std::optional<std::string> APIKeyQuery::credentials(const Request& request) const {
  return last_of(request.query_params(), name());
}

std::string_view APIKeyQuery::location() const {
  return "query";
}

std::optional<std::string> APIKeyHeader::credentials(const Request& request) const {
  const std::string_view key = request.headers().get(name()).value_or("");
  return key.empty() ? std::nullopt : std::optional<std::string>(key);
}

std::string_view APIKeyHeader::location() const {
  return "header";
}

std::optional<std::string> APIKeyCookie::credentials(const Request& request) const {
  return last_of(request.cookies(), name());
}

std::string_view APIKeyCookie::location() const {
  return "cookie";
}

}  // namespace talaria
