// docs_src/response_status_code/tutorial002: a status code by its name.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_status_code::tutorial002 {

Task<Json> create_item(Query<std::string, "name"> name) {
  co_return JsonObject{{"name", name}};
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.status_code = status::http_201_created});
}

const Tutorial tutorial{"docs_src.response_status_code.tutorial002", register_routes};

}  // namespace response_status_code::tutorial002
