// docs_src/dependencies/tutorial012: dependencies of all routes.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial012 {

Task<void> verify_token(Header<std::string, "x_token"> x_token) {
  if (x_token != "fake-super-secret-token") throw HTTPException{400, "X-Token header invalid"};
  co_return;
}

Task<std::string> verify_key(Header<std::string, "x_key"> x_key) {
  if (x_key != "fake-super-secret-key") throw HTTPException{400, "X-Key header invalid"};
  co_return x_key;
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item", "Portal Gun"}}, JsonObject{{"item", "Plumbus"}}};
}

Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "Rick"}}, JsonObject{{"username", "Morty"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
  app.get<read_users>("/users/");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial012",
                        register_routes,
                        {.dependencies = {depends<verify_token>, depends<verify_key>}}};

}  // namespace dependencies::tutorial012
