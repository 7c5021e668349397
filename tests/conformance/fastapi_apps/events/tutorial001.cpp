// docs_src/events/tutorial001: what is made before the first request.
#include "tutorial.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace events::tutorial001 {

std::map<std::string, JsonObject> items;

Resource<> lifespan(App&) {
  items["foo"] = {{"name", "Fighters"}};
  items["bar"] = {{"name", "Tenders"}};
  co_yield {};
}

Task<Json> read_items(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

void register_routes(App& app) {
  app.get<read_items>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.events.tutorial001", register_routes, {.lifespan = lifespan}};

}  // namespace events::tutorial001
