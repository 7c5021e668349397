// OAuth 2.0 and OpenID Connect (FastAPI's OAuth2PasswordBearer and its kin): bearer tokens, and where to get them.
#pragma once
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/params/parameters.hpp>
#include <talaria/security/security_scheme.hpp>

namespace talaria {

/// A scope and what it allows.
struct OAuthScope {
  std::string_view name;
  std::string_view description;
};

/// The scopes of a flow, `{{"me", "Read information about the current user."}, {"items", "Read items."}}`; at most 32.
class OAuthScopes {
 public:
  constexpr OAuthScopes() = default;
  constexpr OAuthScopes(std::initializer_list<OAuthScope> list) {
    for (const OAuthScope& scope : list) items_.at(count_++) = scope;
  }
  [[nodiscard]] constexpr const OAuthScope* begin() const { return items_.data(); }
  [[nodiscard]] constexpr const OAuthScope* end() const { return items_.data() + count_; }

 private:
  std::array<OAuthScope, 32> items_{};
  std::size_t count_ = 0;
};

/// One way to a token. Which URLs it needs depends on the flow.
struct OAuthFlow {
  std::string_view authorization_url = {};
  std::string_view token_url = {};
  std::string_view refresh_url = {};
  OAuthScopes scopes = {};
};

/// The ways to a token.
struct OAuthFlows {
  std::optional<OAuthFlow> implicit = {};
  std::optional<OAuthFlow> password = {};
  std::optional<OAuthFlow> client_credentials = {};
  std::optional<OAuthFlow> authorization_code = {};
};

/// What an OAuth 2.0 scheme is told.
struct OAuth2Options {
  OAuthFlows flows = {};
  /// The name of the scheme in the document, unless it is that of the class.
  std::string_view scheme_name = {};
  std::string_view description = {};
};

/// Gives the whole `Authorization` field; the base class of the schemes below.
class OAuth2 : public SecurityScheme<std::string> {
 public:
  constexpr explicit OAuth2(const OAuth2Options& options) : options_(options) {}
  constexpr ~OAuth2() override {}

  [[nodiscard]] std::string_view scheme_name() const override;
  [[nodiscard]] JsonObject definition() const override;
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;
  /// 401 with `WWW-Authenticate: Bearer`.
  [[nodiscard]] HTTPException make_not_authenticated_error() const override;

 private:
  OAuth2Options options_;
};

/// What OAuth2PasswordBearer is told.
struct OAuth2PasswordBearerOptions {
  /// Where a name and a password give a token; relative to the document, so that a prefix needs no change.
  std::string_view token_url;
  std::string_view scheme_name = {};
  OAuthScopes scopes = {};
  std::string_view description = {};
  std::string_view refresh_url = {};
};

/// A bearer token that a name and a password give: `inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url =
/// "token"}};`. Gives the token; whether it is good is for who asks for it.
class OAuth2PasswordBearer : public OAuth2 {
 public:
  constexpr explicit OAuth2PasswordBearer(const OAuth2PasswordBearerOptions& options)
      : OAuth2({.flows = {.password = OAuthFlow{.token_url = options.token_url,
                                                .refresh_url = options.refresh_url,
                                                .scopes = options.scopes}},
                .scheme_name = options.scheme_name,
                .description = options.description}) {}
  constexpr ~OAuth2PasswordBearer() override {}
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;
};

/// What OAuth2AuthorizationCodeBearer is told.
struct OAuth2AuthorizationCodeBearerOptions {
  std::string_view authorization_url;
  std::string_view token_url;
  std::string_view refresh_url = {};
  std::string_view scheme_name = {};
  OAuthScopes scopes = {};
  std::string_view description = {};
};

/// A bearer token that another server gives, after it has asked the user.
class OAuth2AuthorizationCodeBearer : public OAuth2 {
 public:
  constexpr explicit OAuth2AuthorizationCodeBearer(const OAuth2AuthorizationCodeBearerOptions& options)
      : OAuth2({.flows = {.authorization_code = OAuthFlow{.authorization_url = options.authorization_url,
                                                          .token_url = options.token_url,
                                                          .refresh_url = options.refresh_url,
                                                          .scopes = options.scopes}},
                .scheme_name = options.scheme_name,
                .description = options.description}) {}
  constexpr ~OAuth2AuthorizationCodeBearer() override {}
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;
};

/// What OpenIdConnect is told.
struct OpenIdConnectOptions {
  /// Where the provider describes itself, `https://provider/.well-known/openid-configuration`.
  std::string_view open_id_connect_url;
  std::string_view scheme_name = {};
  std::string_view description = {};
};

/// Gives the whole `Authorization` field, as in FastAPI; the program verifies the token in it.
class OpenIdConnect : public SecurityScheme<std::string> {
 public:
  constexpr explicit OpenIdConnect(const OpenIdConnectOptions& options) : options_(options) {}
  constexpr ~OpenIdConnect() override {}

  [[nodiscard]] std::string_view scheme_name() const override;
  [[nodiscard]] JsonObject definition() const override;
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;
  [[nodiscard]] HTTPException make_not_authenticated_error() const override;

 private:
  OpenIdConnectOptions options_;
};

/// The form of the password flow, as a parameter of the handler: `login(OAuth2PasswordRequestForm form)`.
struct OAuth2PasswordRequestForm {
  Form<std::optional<std::string>, "grant_type", pattern{"^password$"}> grant_type;
  Form<std::string, "username"> username;
  Form<std::string, "password", json_schema_extra{R"({"format": "password"})"}> password;
  Form<std::string, "scope", defaults{""}> scope;
  Form<std::optional<std::string>, "client_id"> client_id;
  Form<std::optional<std::string>, "client_secret", json_schema_extra{R"({"format": "password"})"}> client_secret;

  /// The parts of `scope`.
  [[nodiscard]] std::vector<std::string> scopes() const;
};

/// The same where `grant_type` must be `password`, as OAuth 2.0 has it.
struct OAuth2PasswordRequestFormStrict {
  Form<std::string, "grant_type", pattern{"^password$"}> grant_type;
  Form<std::string, "username"> username;
  Form<std::string, "password"> password;
  Form<std::string, "scope", defaults{""}> scope;
  Form<std::optional<std::string>, "client_id"> client_id;
  Form<std::optional<std::string>, "client_secret"> client_secret;

  /// The parts of `scope`.
  [[nodiscard]] std::vector<std::string> scopes() const;
};

}  // namespace talaria
