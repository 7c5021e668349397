// docs_src/response_model/tutorial003_01: a model that a larger one is cut down to.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial003_01 {

struct BaseUser {
  std::string username;
  EmailStr email;
  std::optional<std::string> full_name;
};

struct UserIn {
  std::string username;
  EmailStr email;
  std::optional<std::string> full_name;
  std::string password;
};

Task<UserIn> create_user(Body<UserIn> user) {
  co_return *user;
}

void register_routes(App& app) {
  app.post<create_user>("/user/", {.response_model = schema_of<BaseUser>});
}

const Tutorial tutorial{"docs_src.response_model.tutorial003_01", register_routes};

}  // namespace response_model::tutorial003_01
