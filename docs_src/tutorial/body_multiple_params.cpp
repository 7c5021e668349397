#include <talaria/talaria.hpp>
using namespace talaria;

namespace body_multiple_params {

struct Item {
  std::string name;
  double price;
};

struct User {
  std::string username;
  std::optional<std::string> full_name = {};
};

// [several]
Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item"> item, Body<User, "user"> user,
                       Body<int, "importance", gt{0}> importance) {
  co_return JsonObject{{"item_id", *item_id}, {"item", *item}, {"user", *user}, {"importance", *importance}};
}
// [/several]

// [embed]
Task<Json> replace_item(Path<int, "item_id"> item_id, Body<Item, "item", embed> item) {
  co_return JsonObject{{"item_id", *item_id}, {"item", *item}};
}
// [/embed]

void set_up(App& app) {
  app.put<update_item>("/items/{item_id}");
  app.put<replace_item>("/embedded/{item_id}");
}

}  // namespace body_multiple_params
