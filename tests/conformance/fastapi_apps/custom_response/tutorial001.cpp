// docs_src/custom_response/tutorial001: JSON of the default class.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial001 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.response_class = response_class<JSONResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial001", register_routes};

}  // namespace custom_response::tutorial001
