#include <talaria/talaria.hpp>
using namespace talaria;

namespace body {

// [model]
struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> discount = {};
};
// [/model]

// [handler]
Task<Item> create_item(Body<Item> item) {
  co_return *item;
}
// [/handler]

// [use]
Task<Json> price_of_item(Body<Item> item) {
  JsonObject answer{{"name", item->name}};
  if (item->discount) answer.set("price_with_discount", item->price - *item->discount);
  co_return answer;
}
// [/use]

// [everything]
Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item, Query<std::optional<std::string>, "q"> q) {
  JsonObject answer{{"item_id", *item_id}};
  answer.update(model_dump(*item).as_object());
  if (q) answer.set("q", *q);
  co_return answer;
}
// [/everything]

void set_up(App& app) {
  // [route]
  app.post<create_item>("/items/");
  // [/route]
  app.post<price_of_item>("/prices/");
  app.put<update_item>("/items/{item_id}");
}

}  // namespace body
