// docs_src/query_params/tutorial005: a required query parameter.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial005 {

Task<Json> read_user_item(Path<std::string, "item_id"> item_id, Query<std::string, "needy"> needy) {
  co_return JsonObject{{"item_id", item_id}, {"needy", needy}};
}

void register_routes(App& app) {
  app.get<read_user_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.query_params.tutorial005", register_routes};

}  // namespace query_params::tutorial005
