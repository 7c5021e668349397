// docs_src/request_form_models/tutorial002: a model of the whole form that takes nothing else.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_form_models::tutorial002 {

struct FormData {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  std::string username;
  std::string password;
};

Task<Json> login(Form<FormData> data) {
  co_return data;
}

void register_routes(App& app) {
  app.post<login>("/login/");
}

const Tutorial tutorial{"docs_src.request_form_models.tutorial002", register_routes};

}  // namespace request_form_models::tutorial002
