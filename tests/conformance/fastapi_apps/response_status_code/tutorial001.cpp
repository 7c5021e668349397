// docs_src/response_status_code/tutorial001: a status code.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_status_code::tutorial001 {

Task<Json> create_item(Query<std::string, "name"> name) {
  co_return JsonObject{{"name", name}};
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.status_code = 201});
}

const Tutorial tutorial{"docs_src.response_status_code.tutorial001", register_routes};

}  // namespace response_status_code::tutorial001
