#include <talaria/talaria.hpp>
using namespace talaria;

namespace porting {

// [ported]
struct Item {
  std::string name;
  Field<double, gt{0}> price;
  std::optional<bool> is_offer = {};
};

Task<Json> read_item(Path<int, "item_id"> item_id, Query<std::optional<std::string>, "q"> q) {
  co_return JsonObject{{"item_id", *item_id}, {"q", q}};
}

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  co_return JsonObject{{"item_name", item->name}, {"item_id", *item_id}};
}
// [/ported]

void set_up(App& app) {
  // [routes]
  app.get<read_item>("/items/{item_id}");
  app.put<update_item>("/items/{item_id}");
  // [/routes]
}

}  // namespace porting
