// Ready-made errors for Result<T, Errors...>: the usual ones, each with its reason phrase unless another text is given.
#pragma once
#include <string>

#include <talaria/describe/declared_error.hpp>
#include <talaria/model/field.hpp>

namespace talaria {

/// `co_return BadRequest{"The dates overlap"};`
struct BadRequest {
  static constexpr int status_code = 400;
  std::string detail = "Bad Request";
};

/// Asks for a bearer token (RFC 6750), unless `scheme` says another scheme.
struct Unauthorized {
  static constexpr int status_code = 401;
  std::string detail = "Not authenticated";
  /// The value of `WWW-Authenticate`; it is not in the body.
  Field<std::string, exclude> scheme = "Bearer";
  [[nodiscard]] http::Headers headers() const;
};

struct PaymentRequired {
  static constexpr int status_code = 402;
  std::string detail = "Payment Required";
};

struct Forbidden {
  static constexpr int status_code = 403;
  std::string detail = "Forbidden";
};

struct NotFound {
  static constexpr int status_code = 404;
  std::string detail = "Not Found";
};

struct Conflict {
  static constexpr int status_code = 409;
  std::string detail = "Conflict";
};

struct Gone {
  static constexpr int status_code = 410;
  std::string detail = "Gone";
};

struct PreconditionFailed {
  static constexpr int status_code = 412;
  std::string detail = "Precondition Failed";
};

struct ContentTooLarge {
  static constexpr int status_code = 413;
  std::string detail = "Content Too Large";
};

/// What fits the declarations and still cannot be done.
struct UnprocessableContent {
  static constexpr int status_code = 422;
  std::string detail = "Unprocessable Content";
};

/// With the seconds to wait in `Retry-After`, when there are any.
struct TooManyRequests {
  static constexpr int status_code = 429;
  std::string detail = "Too Many Requests";
  /// Seconds; it is not in the body.
  Field<int, exclude> retry_after = 0;
  [[nodiscard]] http::Headers headers() const;
};

struct BadGateway {
  static constexpr int status_code = 502;
  std::string detail = "Bad Gateway";
};

/// With the seconds to wait in `Retry-After`, when there are any.
struct ServiceUnavailable {
  static constexpr int status_code = 503;
  std::string detail = "Service Unavailable";
  /// Seconds; it is not in the body.
  Field<int, exclude> retry_after = 0;
  [[nodiscard]] http::Headers headers() const;
};

}  // namespace talaria
