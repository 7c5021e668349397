// ErrorResponse: one model for all errors of an API, for those who want another one than FastAPI's `{"detail": ...}`.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <talaria/describe/http_exception.hpp>
#include <talaria/model/describe.hpp>

namespace talaria {

/// One thing that is wrong.
struct ErrorDetail {
  std::optional<std::string> field = {};  ///< where, `body.addresses.2.street`; nothing for the whole
  std::string message;
  std::optional<std::string> code = {};  ///< for programs: the kind of violation, `string_too_short`
};

/// The body of an error. A handler of exceptions gives it, and `responses` document it:
/// `{.responses = {{422, {.model = schema_of<ErrorResponse>}}}}`.
struct ErrorResponse {
  std::string detail;
  std::optional<std::vector<ErrorDetail>> errors = {};
  std::optional<std::string> request_id = {};
};

/// The exception's detail; what is no text there stands as JSON text.
[[nodiscard]] ErrorResponse error_response(const HTTPException& exception);
/// Every violation, each with the way to it, its message and its kind.
[[nodiscard]] ErrorResponse error_response(const ValidationError& error);

}  // namespace talaria
