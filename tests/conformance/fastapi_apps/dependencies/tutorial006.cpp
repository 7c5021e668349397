// docs_src/dependencies/tutorial006: dependencies of a route, whose values nobody needs.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial006 {

Task<void> verify_token(Header<std::string, "x_token"> x_token) {
  if (x_token != "fake-super-secret-token") throw HTTPException{400, "X-Token header invalid"};
  co_return;
}

Task<std::string> verify_key(Header<std::string, "x_key"> x_key) {
  if (x_key != "fake-super-secret-key") throw HTTPException{400, "X-Key header invalid"};
  co_return x_key;
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item", "Foo"}}, JsonObject{{"item", "Bar"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.dependencies = {depends<verify_token>, depends<verify_key>}});
}

const Tutorial tutorial{"docs_src.dependencies.tutorial006", register_routes};

}  // namespace dependencies::tutorial006
