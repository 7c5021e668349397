// docs_src/events/tutorial002: what is done after the last request.
#include "tutorial.hpp"

#include <fstream>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace events::tutorial002 {

Resource<> lifespan(App&) {
  co_yield {};
  std::ofstream("log.txt", std::ios::app) << "Application shutdown";
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.events.tutorial002", register_routes, {.lifespan = lifespan}};

}  // namespace events::tutorial002
