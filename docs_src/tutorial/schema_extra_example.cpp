#include <talaria/talaria.hpp>
using namespace talaria;

namespace schema_extra_example {

// [fields]
struct Item {
  Field<std::string, examples{"Lamp"}> name;
  Field<std::optional<std::string>, examples{"A very nice lamp"}> description = {};
  Field<double, examples{35.4}> price;
  Field<std::optional<double>, examples{3.2}> tax = {};
};
// [/fields]

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

// [model]
struct Order {
  std::string product;
  Field<int, ge{1}, defaults{1}> amount = {};

  static constexpr ModelConfig model_config{
      .title = "An order",
      .description = "What a customer wants.",
      .json_schema_extra = R"({"examples": [{"product": "Lamp", "amount": 2}]})",
  };
};
// [/model]

Task<Order> create_order(Body<Order> order) {
  co_return *order;
}

// [body]
using OrderBody = Body<Order, "", examples{json_text{R"({"product": "Lamp", "amount": 5})"}}>;

Task<Order> create_large_order(OrderBody order) {
  co_return *order;
}
// [/body]

// [openapi]
using ItemBody = Body<Item, "", openapi_examples{R"({
  "normal": {
    "summary": "A normal example",
    "description": "A **normal** item works correctly.",
    "value": {"name": "Lamp", "price": 35.4}
  },
  "invalid": {
    "summary": "Invalid data is rejected with an error",
    "value": {"name": "Lamp", "price": "thirty five point four"}
  }
})"}>;

Task<Item> update_item(Path<int, "item_id"> item_id, ItemBody item) {
  static_cast<void>(item_id);
  co_return *item;
}
// [/openapi]

void set_up(App& app) {
  app.post<create_item>("/items/");
  app.post<create_order>("/orders/");
  app.post<create_large_order>("/orders/large/");
  app.put<update_item>("/items/{item_id}");
}

}  // namespace schema_extra_example
