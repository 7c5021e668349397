// docs_src/response_model/tutorial002: the type of the value as the model of the response.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial002 {

struct UserIn {
  std::string username;
  std::string password;
  EmailStr email;
  std::optional<std::string> full_name;
};

// Don't do this in production!
Task<UserIn> create_user(Body<UserIn> user) {
  co_return *user;
}

void register_routes(App& app) {
  app.post<create_user>("/user/");
}

const Tutorial tutorial{"docs_src.response_model.tutorial002", register_routes};

}  // namespace response_model::tutorial002
