// docs_src/handling_errors/tutorial001: HTTPException.
#include "tutorial.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace handling_errors::tutorial001 {

const std::map<std::string, std::string> items{{"foo", "The Foo Wrestlers"}};

Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  if (!items.contains(item_id)) throw HTTPException{404, "Item not found"};
  co_return JsonObject{{"item", items.at(item_id)}};
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.handling_errors.tutorial001", register_routes};

}  // namespace handling_errors::tutorial001
