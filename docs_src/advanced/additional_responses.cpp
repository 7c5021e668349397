#include <talaria/talaria.hpp>
using namespace talaria;

namespace additional_responses_page {

// [model]
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

void add_items(Router& router) {
  router.get<read_item>("/items/{item_id}", {.responses = {{404, {.model = schema_of<Message>}}}});
}
// [/model]

// [shared]
const ResponseMap common_responses{{404, {.description = "Item not found"}},
                                   {"5XX", {.description = "Try again later", .model = schema_of<Message>}}};

void add_images(App& app) {
  ResponseMap responses = common_responses;
  responses.update({{200, {.description = "The item, or its picture", .content = R"({
                        "image/png": {},
                        "application/json": {"example": {"id": "bar", "value": "The bar tenders"}}
                      })"}}});
  app.get<read_item>("/images/{item_id}", {.responses = responses});
}
// [/shared]

void set_up(App& app) {
  Router router;
  add_items(router);
  app.include_router(router);
  add_images(app);
}

}  // namespace additional_responses_page
