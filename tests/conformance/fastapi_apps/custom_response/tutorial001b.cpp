// docs_src/custom_response/tutorial001b: JSON that is returned as it is.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial001b {

Task<JSONResponse> read_items() {
  co_return JSONResponse(JsonArray{JsonObject{{"item_id", "Foo"}}});
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial001b", register_routes};

}  // namespace custom_response::tutorial001b
