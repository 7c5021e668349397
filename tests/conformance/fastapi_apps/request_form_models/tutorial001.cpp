// docs_src/request_form_models/tutorial001: a model of the whole form.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_form_models::tutorial001 {

struct FormData {
  std::string username;
  std::string password;
};

Task<Json> login(Form<FormData> data) {
  co_return data;
}

void register_routes(App& app) {
  app.post<login>("/login/");
}

const Tutorial tutorial{"docs_src.request_form_models.tutorial001", register_routes};

}  // namespace request_form_models::tutorial001
