#include <talaria/talaria.hpp>
using namespace talaria;

namespace path_operation_configuration {

struct Item {
  std::string name;
  double price;
};

struct Message {
  std::string message;
};

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}
Task<Json> read_articles() {
  co_return JsonArray{};
}
Task<JSONResponse> read_item(Path<int, "item_id"> item_id) {
  if (item_id != 1) co_return JSONResponse{Message{"Item not found"}, 404};
  co_return JSONResponse{Item{.name = "Lamp", .price = 1.5}};
}
Task<Json> ping() {
  co_return nullptr;
}

void set_up(App& app) {
  // [options]
  app.post<create_item>("/items/", {.status_code = 201,
                                    .tags = {"items"},
                                    .summary = "Create an item",
                                    .description = "Create an item with a **name** and a price.",
                                    .response_description = "The created item"});
  // [/options]
  // [deprecated]
  app.get<read_articles>("/articles/", {.tags = {"items"}, .deprecated = true});
  // [/deprecated]
  // [responses]
  app.get<read_item>("/items/{item_id}",
                     {.responses = {{404, {.description = "No such item", .model = schema_of<Message>}}}});
  // [/responses]
  // [hidden]
  app.get<ping>("/ping", {.operation_id = "ping", .include_in_schema = false});
  // [/hidden]
  // [lambda]
  const std::string greeting = "Hello";
  app.get("/greetings/{name}", [greeting](Path<std::string, "name"> name) { return Message{greeting + " " + name}; },
          {.name = "read_greeting"});
  // [/lambda]
}

}  // namespace path_operation_configuration
