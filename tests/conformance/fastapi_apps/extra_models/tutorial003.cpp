// docs_src/extra_models/tutorial003: a response of one model or another.
#include "tutorial.hpp"

#include <map>
#include <string>
#include <variant>

#include <talaria/model/inherit.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_models::tutorial003 {

struct BaseItem {
  std::string description;
  std::string type;
};

struct CarItem : BaseItem {
  Field<std::string, defaults{"car"}> type;
};
BOOST_DESCRIBE_STRUCT(CarItem, (BaseItem), (type))

struct PlaneItem : BaseItem {
  Field<std::string, defaults{"plane"}> type;
  int size;
};
BOOST_DESCRIBE_STRUCT(PlaneItem, (BaseItem), (type, size))

const std::map<std::string, Json> items{
    {"item1", JsonObject{{"description", "All my friends drive a low rider"}, {"type", "car"}}},
    {"item2", JsonObject{{"description", "Music is my aeroplane, it's my aeroplane"}, {"type", "plane"}, {"size", 5}}},
};

Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}", {.response_model = schema_of<std::variant<PlaneItem, CarItem>>});
}

const Tutorial tutorial{"docs_src.extra_models.tutorial003", register_routes};

}  // namespace extra_models::tutorial003
