// docs_src/extra_models/tutorial004: a list of models.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_models::tutorial004 {

struct Item {
  std::string name;
  std::string description;
};

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}, {"description", "There comes my hero"}},
                      JsonObject{{"name", "Red"}, {"description", "It's my aeroplane"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.response_model = schema_of<std::vector<Item>>});
}

const Tutorial tutorial{"docs_src.extra_models.tutorial004", register_routes};

}  // namespace extra_models::tutorial004
