// docs_src/response_model/tutorial003: a model that leaves a field out.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial003 {

struct UserIn {
  std::string username;
  std::string password;
  EmailStr email;
  std::optional<std::string> full_name;
};

struct UserOut {
  std::string username;
  EmailStr email;
  std::optional<std::string> full_name;
};

Task<UserIn> create_user(Body<UserIn> user) {
  co_return *user;
}

void register_routes(App& app) {
  app.post<create_user>("/user/", {.response_model = schema_of<UserOut>});
}

const Tutorial tutorial{"docs_src.response_model.tutorial003", register_routes};

}  // namespace response_model::tutorial003
