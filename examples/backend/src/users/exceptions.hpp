// What can go wrong in this domain, and how a client is told.
#pragma once
#include <stdexcept>
#include <string>

#include <talaria/describe/json_response.hpp>
#include <talaria/http/request.hpp>

namespace backend::users {

/// Another user has this username or this email address.
class AlreadyTaken : public std::runtime_error {
 public:
  /// `field` is a literal: the name of the member.
  explicit AlreadyTaken(const char* field)
      : std::runtime_error("Another user has this " + std::string(field)), field_(field) {}
  [[nodiscard]] const char* field() const { return field_; }

 private:
  const char* field_;
};

/// The body of the 409.
struct Conflict {
  std::string detail;
  std::string field;
};

talaria::Task<talaria::JSONResponse> already_taken_handler(talaria::Request& request, const AlreadyTaken& error);

}  // namespace backend::users
