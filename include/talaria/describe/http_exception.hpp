// The exceptions that stand for a response.
#pragma once
#include <exception>
#include <string>
#include <utility>

#include <talaria/http/headers.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace describe {
struct ErrorInfo;
}

/// Ends the request with this status and `{"detail": detail}`: `throw HTTPException{404, "User not found"};`.
class HTTPException : public std::exception {
 public:
  /// A detail that is null becomes the status' reason phrase, as in Starlette.
  explicit HTTPException(int status_code, Json detail = nullptr, http::Headers headers = {});

  [[nodiscard]] int status_code() const { return status_code_; }
  [[nodiscard]] const Json& detail() const { return detail_; }
  [[nodiscard]] const http::Headers& headers() const { return headers_; }
  /// What the body says beside `detail`: the other members of a declared error.
  [[nodiscard]] const JsonObject& members() const { return members_; }
  /// The declared error that it was made of, see DeclaredError; null for what was thrown.
  [[nodiscard]] const describe::ErrorInfo* declared() const { return declared_; }
  void set_declared(const describe::ErrorInfo& error, JsonObject members) {
    declared_ = &error;
    members_ = std::move(members);
  }
  /// `404: User not found`
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  int status_code_;
  Json detail_;
  http::Headers headers_;
  JsonObject members_;
  const describe::ErrorInfo* declared_ = nullptr;
  std::string text_;
};

/// The request does not fit what the handler declares. By default the response is 422 with every violation.
class RequestValidationError : public ValidationError {
 public:
  RequestValidationError(model::Errors errors, Json body);
  RequestValidationError(const RequestValidationError&);
  RequestValidationError& operator=(const RequestValidationError&);
  ~RequestValidationError() override;
  /// The body as it was parsed; null when there was none.
  [[nodiscard]] const Json& body() const { return body_; }

 private:
  Json body_;
};

/// What a handler gave does not fit the route's response model. A fault of the program: 500 by default, and a report.
class ResponseValidationError : public ValidationError {
 public:
  /// `where` names handler, method and path for the report.
  ResponseValidationError(model::Errors errors, Json body, std::string where);
  ResponseValidationError(const ResponseValidationError&);
  ResponseValidationError& operator=(const ResponseValidationError&);
  ~ResponseValidationError() override;
  /// What the handler gave.
  [[nodiscard]] const Json& body() const { return body_; }
  /// All violations, one a line, and where it happened.
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  Json body_;
  std::string text_;
};

}  // namespace talaria
