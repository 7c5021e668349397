// docs_src/app_testing/tutorial004: something to do before the application serves and after it.
#include "tutorial.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace app_testing::tutorial004 {

std::map<std::string, Json> items;

Resource<> lifespan(App&) {
  items["foo"] = JsonObject{{"name", "Fighters"}};
  items["bar"] = JsonObject{{"name", "Tenders"}};
  co_yield {};
  items.clear();
}

Task<Json> read_items(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

void register_routes(App& app) {
  app.get<read_items>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.app_testing.tutorial004", register_routes, {.lifespan = lifespan}};

}  // namespace app_testing::tutorial004
