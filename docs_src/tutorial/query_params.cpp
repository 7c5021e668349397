#include <talaria/talaria.hpp>
using namespace talaria;

namespace query_params {

// [defaults]
Task<Json> list_items(Query<int, "skip", defaults{0}> skip, Query<int, "limit", defaults{10}> limit) {
  co_return JsonObject{{"skip", *skip}, {"limit", *limit}};
}
// [/defaults]

// [optional]
Task<Json> read_item(Path<std::string, "item_id"> item_id, Query<std::optional<std::string>, "q"> q,
                     Query<bool, "brief", defaults{false}> brief) {
  JsonObject item{{"item_id", item_id}};
  if (q) item.set("q", *q);
  if (!brief) item.set("text", "A long description of the item");
  co_return item;
}
// [/optional]

// [required]
Task<Json> read_user_item(Path<int, "user_id"> user_id, Query<std::string, "language"> language) {
  co_return JsonObject{{"user_id", *user_id}, {"language", language}};
}
// [/required]

void set_up(App& app) {
  app.get<list_items>("/items/");
  app.get<read_item>("/items/{item_id}");
  app.get<read_user_item>("/users/{user_id}/items");
}

}  // namespace query_params
