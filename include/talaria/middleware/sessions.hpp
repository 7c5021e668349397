// SessionMiddleware: what the program remembers of a client from one request to the next, in a signed cookie.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/crypto/timestamp_signer.hpp>
#include <talaria/http/next.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

class SessionMiddleware;

namespace http {

/// The session of a request, `request.session()`: names and JSON values, as Starlette's. What is changed before the
/// response begins is in its cookie. It knows whether it was read or changed, so that a response that had nothing to do
/// with it may be cached and sets no cookie.
class Session {
 public:
  Session() = default;
  /// What a cookie held.
  explicit Session(JsonObject values) : values_(std::move(values)), came_(true) {}

  /// The value of that name, or nullptr.
  [[nodiscard]] const Json* find(std::string_view name) const { return values_.find(name); }
  /// The value of that name; throws std::out_of_range.
  [[nodiscard]] const Json& at(std::string_view name) const { return values_.at(name); }
  [[nodiscard]] bool contains(std::string_view name) const { return values_.contains(name); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const JsonObject& values() const { return values_; }

  /// Sets the value of that name.
  void set(std::string name, Json value);
  /// Removes it; false when there was none.
  bool erase(std::string_view name);
  /// The value, which is removed; nothing when there was none.
  std::optional<Json> pop(std::string_view name);
  /// Sets every member of `values`.
  void update(const JsonObject& values);
  /// Forgets everything: the client is told to drop the cookie. For a logout, and before a login.
  void clear();

 private:
  friend SessionMiddleware;

  JsonObject values_;
  bool came_ = false;  // with the request
  bool modified_ = false;
};

}  // namespace http

/// Keeps a session in a cookie that is signed and not encrypted: clients can read it, but not change it. Cookies and
/// options are Starlette's, and its cookies are read and written here, so that a program takes over the sessions of the
/// one that it replaces. A cookie that was changed or is too old is an empty session.
class SessionMiddleware {
 public:
  struct Options {
    /// At least 32 octets, such as token_urlsafe() gives.
    std::string secret_key;
    std::string session_cookie = "session";
    /// In seconds, from when the session was last changed; nothing: as long as the browser runs.
    std::optional<std::int64_t> max_age = 14 * 24 * 60 * 60;
    std::string path = "/";
    SameSite same_site = SameSite::lax;
    /// Whether browsers send it over HTTPS only.
    bool https_only = false;
    std::string domain = {};
    /// Secrets that were used before: what they signed is still taken.
    std::vector<std::string> fallback_keys = {};

    ~Options();
  };

  /// Throws crypto::KeyError for a secret that is too short, std::invalid_argument for what a cookie cannot say.
  explicit SessionMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  [[nodiscard]] http::Session session_of(const Request& request) const;
  void add_cookie(Response& response, std::string_view data, std::string_view life) const;

  TimestampSigner signer_;
  std::string cookie_;
  std::optional<std::int64_t> max_age_;
  std::string path_;
  std::string flags_;
};

}  // namespace talaria
