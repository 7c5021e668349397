// docs_src/path_operation_advanced_configuration/tutorial006: a body that only the document describes.
#include "tutorial.hpp"

#include <string_view>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial006 {

JsonObject magic_data_reader(std::string_view raw_body) {
  JsonObject content{{"name", "Maaaagic"}, {"price", 42}, {"description", "Just kiddin', no magic here. ✨"}};
  return JsonObject{{"size", raw_body.size()}, {"content", content}};
}

Task<Json> create_item(Request& request) {
  const std::string_view raw_body = co_await request.body();
  co_return magic_data_reader(raw_body);
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.openapi_extra = R"({
    "requestBody": {
      "content": {
        "application/json": {
          "schema": {
            "required": ["name", "price"],
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "price": {"type": "number"},
              "description": {"type": "string"}
            }
          }
        }
      },
      "required": true
    }
  })"});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial006", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial006
