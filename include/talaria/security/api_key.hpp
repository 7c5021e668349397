// API keys in the query, in a header field or in a cookie (FastAPI's APIKeyQuery, APIKeyHeader, APIKeyCookie).
#pragma once
#include <string>
#include <string_view>

#include <talaria/security/security_scheme.hpp>

namespace talaria {

/// What an API key scheme is told.
struct APIKeyOptions {
  /// Of the query parameter, the header field or the cookie.
  std::string_view name;
  /// The name of the scheme in the document, unless it is that of the class.
  std::string_view scheme_name = {};
  std::string_view description = {};
};

/// The key, a text that is not empty. Without one the answer is 401.
class APIKeyBase : public SecurityScheme<std::string> {
 public:
  constexpr explicit APIKeyBase(const APIKeyOptions& options) : options_(options) {}
  constexpr ~APIKeyBase() override {}

  [[nodiscard]] std::string_view scheme_name() const override;
  [[nodiscard]] JsonObject definition() const override;
  [[nodiscard]] HTTPException make_not_authenticated_error() const override;

 protected:
  [[nodiscard]] std::string_view name() const { return options_.name; }
  /// `query`, `header`, `cookie`.
  [[nodiscard]] virtual std::string_view location() const = 0;

 private:
  APIKeyOptions options_;
};

/// `inline constexpr APIKeyQuery query_scheme{{.name = "api_key"}};`. A URL ends up in logs and histories, so prefer a
/// header.
class APIKeyQuery : public APIKeyBase {
 public:
  using APIKeyBase::APIKeyBase;
  constexpr ~APIKeyQuery() override {}
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;

 protected:
  [[nodiscard]] std::string_view location() const override;
};

/// `inline constexpr APIKeyHeader header_scheme{{.name = "x-key"}};`
class APIKeyHeader : public APIKeyBase {
 public:
  using APIKeyBase::APIKeyBase;
  constexpr ~APIKeyHeader() override {}
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;

 protected:
  [[nodiscard]] std::string_view location() const override;
};

/// `inline constexpr APIKeyCookie cookie_scheme{{.name = "session"}};`
class APIKeyCookie : public APIKeyBase {
 public:
  using APIKeyBase::APIKeyBase;
  constexpr ~APIKeyCookie() override {}
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override;

 protected:
  [[nodiscard]] std::string_view location() const override;
};

}  // namespace talaria
