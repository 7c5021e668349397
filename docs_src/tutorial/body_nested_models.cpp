#include <map>
#include <set>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace body_nested_models {

// [model]
struct Image {
  Field<std::string, pattern{"^https?://"}> url;
  std::string name;
};

struct Item {
  std::string name;
  Field<std::set<std::string>, defaults{}> tags = {};
  std::optional<Image> image = {};
  std::optional<std::vector<Image>> gallery = {};
};
// [/model]

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

// [list]
Task<Json> create_images(Body<std::vector<Image>> images) {
  co_return JsonObject{{"count", images->size()}};
}
// [/list]

// [map]
Task<Json> create_weights(Body<std::map<std::string, double>> weights) {
  double sum = 0;
  for (const auto& [name, weight] : *weights) sum += weight;
  co_return JsonObject{{"sum", sum}};
}
// [/map]

// [element]
using Name = Field<std::string, min_length{1}>;

Task<Json> create_names(Body<std::vector<Name>> names) {
  co_return JsonObject{{"names", *names}};
}
// [/element]

void set_up(App& app) {
  app.post<create_item>("/items/");
  app.post<create_images>("/images/");
  app.post<create_weights>("/weights/");
  app.post<create_names>("/names/");
}

}  // namespace body_nested_models
