// docs_src/additional_responses/tutorial003: an example of the successful response.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace additional_responses::tutorial003 {

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
  app.get<read_item>(
      "/items/{item_id}",
      {.responses = {
           {404, {.description = "The item was not found", .model = schema_of<Message>}},
           {200,
            {.description = "Item requested by ID",
             .content = R"({"application/json": {"example": {"id": "bar", "value": "The bar tenders"}}})"}}}});
}

const Tutorial tutorial{"docs_src.additional_responses.tutorial003", register_routes};

}  // namespace additional_responses::tutorial003
