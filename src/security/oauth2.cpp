#include "security/authorization.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/security/oauth2.hpp>

namespace talaria {

namespace {

JsonObject describe_flow(const OAuthFlow& flow) {
  JsonObject scopes;
  for (const OAuthScope& scope : flow.scopes) scopes.set(std::string(scope.name), scope.description);
  JsonObject out;
  append_text(out, "refreshUrl", flow.refresh_url);
  out.append("scopes", std::move(scopes));
  append_text(out, "authorizationUrl", flow.authorization_url);
  append_text(out, "tokenUrl", flow.token_url);
  return out;
}

// Python's str.split(): at runs of blanks.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (text = base::trim(text); !text.empty(); text = base::trim(text)) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

std::string_view OAuth2::scheme_name() const {
  return options_.scheme_name;
}

JsonObject OAuth2::definition() const {
  JsonObject flows;
  if (options_.flows.implicit) flows.append("implicit", describe_flow(*options_.flows.implicit));
  if (options_.flows.password) flows.append("password", describe_flow(*options_.flows.password));
  if (options_.flows.client_credentials) {
    flows.append("clientCredentials", describe_flow(*options_.flows.client_credentials));
  }
  if (options_.flows.authorization_code) {
    flows.append("authorizationCode", describe_flow(*options_.flows.authorization_code));
  }
  JsonObject out;
  out.append("type", "oauth2");
  append_text(out, "description", options_.description);
  out.append("flows", std::move(flows));
  return out;
}

std::optional<std::string> OAuth2::credentials(const Request& request) const {
  return authorization_field(request);
}

HTTPException OAuth2::make_not_authenticated_error() const {
  return not_authenticated("Bearer");
}

std::optional<std::string> OAuth2PasswordBearer::credentials(const Request& request) const {
  return bearer_token(request);
}

std::optional<std::string> OAuth2AuthorizationCodeBearer::credentials(const Request& request) const {
  return bearer_token(request);
}

std::string_view OpenIdConnect::scheme_name() const {
  return options_.scheme_name;
}

JsonObject OpenIdConnect::definition() const {
  JsonObject out;
  out.append("type", "openIdConnect");
  append_text(out, "description", options_.description);
  out.append("openIdConnectUrl", options_.open_id_connect_url);
  return out;
}

std::optional<std::string> OpenIdConnect::credentials(const Request& request) const {
  return authorization_field(request);
}

HTTPException OpenIdConnect::make_not_authenticated_error() const {
  return not_authenticated("Bearer");
}

std::vector<std::string> OAuth2PasswordRequestForm::scopes() const {
  return split(scope);
}

std::vector<std::string> OAuth2PasswordRequestFormStrict::scopes() const {
  return split(scope);
}

}  // namespace talaria
