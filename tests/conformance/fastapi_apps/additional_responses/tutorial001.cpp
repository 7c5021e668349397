// docs_src/additional_responses/tutorial001: a documented response of another model.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace additional_responses::tutorial001 {

struct Item {
  std::string id;
  std::string value;
};

struct Message {
  std::string message;
};

Task<ResponseOr<Item>> read_item(Path<std::string, "item_id"> item_id) {
  if (item_id != "foo") co_return JSONResponse(Message{"Item not found"}, 404);
  co_return Item{"foo", "there goes my hero"};
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}", {.responses = {{404, {.model = schema_of<Message>}}}});
}

const Tutorial tutorial{"docs_src.additional_responses.tutorial001", register_routes};

}  // namespace additional_responses::tutorial001
