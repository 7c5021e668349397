// The schemes of HTTP authentication (RFC 9110 section 11): Basic, Bearer, Digest (FastAPI's HTTPBasic and its kin).
#pragma once
#include <string>
#include <string_view>

#include <talaria/security/security_scheme.hpp>

namespace talaria {

/// What Basic sends.
struct HTTPBasicCredentials {
  std::string username;
  std::string password;
};

/// What the other schemes send: `Authorization: scheme credentials`.
struct HTTPAuthorizationCredentials {
  std::string scheme;
  std::string credentials;
};

/// What an HTTP scheme is told. Everything may be left out.
struct HTTPSchemeOptions {
  /// The name of the scheme in the document, unless it is that of the class.
  std::string_view scheme_name = {};
  std::string_view description = {};
  /// Basic: shown by browsers that ask for the password.
  std::string_view realm = {};
  /// Bearer: what tokens look like, for the document.
  std::string_view bearer_format = {};
};

/// Takes any scheme of `Authorization`; the base class of Bearer and Digest, and for schemes of one's own.
class HTTPBase : public SecurityScheme<HTTPAuthorizationCredentials> {
 public:
  /// `scheme` in lower case, as the document has it.
  constexpr explicit HTTPBase(std::string_view scheme, const HTTPSchemeOptions& options = {})
      : scheme_(scheme), options_(options) {}
  constexpr ~HTTPBase() override {}

  [[nodiscard]] std::string_view scheme_name() const override;
  [[nodiscard]] JsonObject definition() const override;
  [[nodiscard]] std::optional<HTTPAuthorizationCredentials> credentials(const Request& request) const override;
  /// 401 with the scheme in `WWW-Authenticate`.
  [[nodiscard]] HTTPException make_not_authenticated_error() const override;

 protected:
  /// What credentials() gives, if the request names this scheme.
  [[nodiscard]] std::optional<HTTPAuthorizationCredentials> own_credentials(const Request& request) const;

 private:
  std::string_view scheme_;
  HTTPSchemeOptions options_;
};

/// `Authorization: Bearer <token>`.
class HTTPBearer : public HTTPBase {
 public:
  constexpr explicit HTTPBearer(const HTTPSchemeOptions& options = {}) : HTTPBase("bearer", options) {}
  constexpr ~HTTPBearer() override {}
  [[nodiscard]] std::optional<HTTPAuthorizationCredentials> credentials(const Request& request) const override;
};

/// `Authorization: Digest ...`. A stub, as in FastAPI: it gives what was sent, which the program has to check.
class HTTPDigest : public HTTPBase {
 public:
  constexpr explicit HTTPDigest(const HTTPSchemeOptions& options = {}) : HTTPBase("digest", options) {}
  constexpr ~HTTPDigest() override {}
  [[nodiscard]] std::optional<HTTPAuthorizationCredentials> credentials(const Request& request) const override;
};

/// `Authorization: Basic <user:password in base64>` (RFC 7617). What is sent but cannot be read is always answered with
/// 401. Compare with compare_digest().
class HTTPBasic : public SecurityScheme<HTTPBasicCredentials> {
 public:
  constexpr explicit HTTPBasic(const HTTPSchemeOptions& options = {}) : options_(options) {}
  constexpr ~HTTPBasic() override {}

  [[nodiscard]] std::string_view scheme_name() const override;
  [[nodiscard]] JsonObject definition() const override;
  [[nodiscard]] std::optional<HTTPBasicCredentials> credentials(const Request& request) const override;
  [[nodiscard]] HTTPException make_not_authenticated_error() const override;

 private:
  HTTPSchemeOptions options_;
};

}  // namespace talaria
