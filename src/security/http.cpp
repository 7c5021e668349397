#include "security/authorization.hpp"

#include <algorithm>

#include <talaria/base/base64.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/security/http.hpp>

namespace talaria {

namespace {

JsonObject describe_http(std::string_view scheme, const HTTPSchemeOptions& options) {
  JsonObject out;
  out.append("type", "http");
  append_text(out, "description", options.description);
  out.append("scheme", scheme);
  append_text(out, "bearerFormat", options.bearer_format);
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view HTTPBase::scheme_name() const {
  return options_.scheme_name;
}

JsonObject HTTPBase::definition() const {
  return describe_http(scheme_, options_);
}

std::optional<HTTPAuthorizationCredentials> HTTPBase::credentials(const Request& request) const {
  const Authorization authorization = read_authorization(request);
  if (authorization.scheme.empty() || authorization.parameter.empty()) return std::nullopt;
  return HTTPAuthorizationCredentials{std::string(authorization.scheme), std::string(authorization.parameter)};
}

std::optional<HTTPAuthorizationCredentials> HTTPBase::own_credentials(const Request& request) const {
  auto found = HTTPBase::credentials(request);
  return found && base::iequals(found->scheme, scheme_) ? found : std::nullopt;
}

HTTPException HTTPBase::make_not_authenticated_error() const {
  return not_authenticated(base::title_case(scheme_));
}

std::optional<HTTPAuthorizationCredentials> HTTPBearer::credentials(const Request& request) const {
  return own_credentials(request);
}

std::optional<HTTPAuthorizationCredentials> HTTPDigest::credentials(const Request& request) const {
  return own_credentials(request);
}

std::string_view HTTPBasic::scheme_name() const {
  return options_.scheme_name;
}

JsonObject HTTPBasic::definition() const {
  return describe_http("basic", options_);
}

std::optional<HTTPBasicCredentials> HTTPBasic::credentials(const Request& request) const {
  const Authorization authorization = read_authorization(request);
  if (!base::iequals(authorization.scheme, "basic")) return std::nullopt;
  const auto text = base::base64_decode(authorization.parameter);
  const std::size_t colon = text ? text->find(':') : std::string::npos;
  if (colon == std::string::npos || !is_ascii(*text)) throw make_not_authenticated_error();
  return HTTPBasicCredentials{text->substr(0, colon), text->substr(colon + 1)};
}

HTTPException HTTPBasic::make_not_authenticated_error() const {
  if (options_.realm.empty()) return not_authenticated("Basic");
  return not_authenticated("Basic realm=\"" + std::string(options_.realm) + "\"");
}

}  // namespace talaria
