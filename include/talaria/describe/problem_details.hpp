// ProblemErrors: errors as `application/problem+json` (RFC 9457, Problem Details for HTTP APIs).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/describe/error_policy.hpp>

namespace talaria {

/// RFC 9457 section 3.1: what every problem says.
struct ProblemDetails {
  std::string type = "about:blank";  ///< a URI for the kind of problem; `about:blank`: the status says it all
  std::string title;                 ///< the same for each problem of that kind; the status' phrase for `about:blank`
  int status;
  std::optional<std::string> detail = {};    ///< what happened this time
  std::optional<std::string> instance = {};  ///< where: the path that was asked for
  std::optional<Json> context = {};          ///< an extension: the detail of an HTTPException where it is no text
};

/// One violation among the `errors` of a ValidationProblem.
struct ProblemError {
  std::string detail;
  std::string code;                         ///< for programs: `string_too_short`
  std::string in;                           ///< `body`, `query`, `path`, `header`, `cookie`
  std::optional<std::string> name = {};     ///< the parameter's, where it is none of the body
  std::optional<std::string> pointer = {};  ///< inside of the body or the parameter, a JSON Pointer: `#/items/0/price`
};

/// The problem of a request that does not fit: every violation is in the extension member `errors`.
struct ValidationProblem {
  std::string type = "about:blank";
  std::string title;
  int status;
  std::optional<std::string> instance = {};
  std::vector<ProblemError> errors;
};

/// All errors of an app as problems: `{.error_policy = error_policy<ProblemErrors>}`. The members of a declared error
/// become extension members, its `problem_type` and `problem_title` the type and the title. A detail that is no text
/// stands in `context`.
struct ProblemErrors {
  static constexpr std::string_view media_type = "application/problem+json";
  static constexpr DeclaredBody declared_body = DeclaredBody::added;
  static constexpr bool exclude_none = true;
  static ProblemDetails http_error(const Request& request, const HTTPException& error);
  static ValidationProblem validation_error(const Request& request, const RequestValidationError& error);
  static ProblemDetails server_error(const Request& request);
};

}  // namespace talaria
