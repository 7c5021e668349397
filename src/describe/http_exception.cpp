#include <talaria/describe/http_exception.hpp>
#include <talaria/http/status.hpp>

namespace talaria {

HTTPException::HTTPException(int status_code, Json detail, http::Headers headers)
    : status_code_(status_code), detail_(std::move(detail)), headers_(std::move(headers)) {
  if (detail_.is_null()) detail_ = http::reason_phrase(status_code);
  text_ = std::to_string(status_code) + ": " + (detail_.is_string() ? detail_.as_string() : dump_json(detail_));
}

RequestValidationError::RequestValidationError(model::Errors errors, Json body)
    : ValidationError(std::move(errors)), body_(std::move(body)) {}
RequestValidationError::RequestValidationError(const RequestValidationError&) = default;
RequestValidationError& RequestValidationError::operator=(const RequestValidationError&) = default;
RequestValidationError::~RequestValidationError() = default;

ResponseValidationError::ResponseValidationError(model::Errors errors, Json body, std::string where)
    : ValidationError(std::move(errors)), body_(std::move(body)), text_(std::move(where)) {
  text_ = "the response of " + text_ + " does not fit its model: " + ValidationError::what();
}
ResponseValidationError::ResponseValidationError(const ResponseValidationError&) = default;
ResponseValidationError& ResponseValidationError::operator=(const ResponseValidationError&) = default;
ResponseValidationError::~ResponseValidationError() = default;

}  // namespace talaria
