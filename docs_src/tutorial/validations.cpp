#include <talaria/talaria.hpp>
using namespace talaria;

namespace validations {

// [text]
Task<Json> read_items(Query<std::optional<std::string>, "q", min_length{3}, max_length{50}, pattern{"^[a-z]+$"}> q) {
  co_return JsonObject{{"q", q}};
}
// [/text]

// [list]
Task<Json> read_tags(Query<std::vector<std::string>, "tag", max_length{3}, defaults{}> tags) {
  co_return JsonObject{{"tags", tags}};
}
// [/list]

// [numbers]
Task<Json> read_item(Path<int, "item_id", title{"The ID of the item"}, ge{1}, le{1000}> item_id,
                     Query<double, "size", gt{0}, lt{10.5}> size) {
  co_return JsonObject{{"item_id", *item_id}, {"size", *size}};
}
// [/numbers]

// [names]
Task<Json> search(Query<std::optional<std::string>, "q", alias{"item-query"}, title{"Query string"},
                        description{"What to look for; at least three characters"}, min_length{3}, deprecated>
                      q,
                  Query<std::optional<std::string>, "trace", exclude_from_schema> trace) {
  co_return JsonObject{{"q", q}, {"trace", trace}};
}
// [/names]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_tags>("/tags/");
  app.get<read_item>("/items/{item_id}");
  app.get<search>("/search");
}

}  // namespace validations
