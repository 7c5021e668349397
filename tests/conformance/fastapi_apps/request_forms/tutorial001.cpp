// docs_src/request_forms/tutorial001: two fields of a form.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_forms::tutorial001 {

Task<Json> login(Form<std::string, "username"> username, Form<std::string, "password">) {
  co_return JsonObject{{"username", username}};
}

void register_routes(App& app) {
  app.post<login>("/login/");
}

const Tutorial tutorial{"docs_src.request_forms.tutorial001", register_routes};

}  // namespace request_forms::tutorial001
