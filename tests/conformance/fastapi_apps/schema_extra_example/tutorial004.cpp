// docs_src/schema_extra_example/tutorial004: several examples of the body.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace schema_extra_example::tutorial004 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
};

Task<Json> update_item(
    Path<int, "item_id"> item_id,
    Body<Item, "item",
         examples{json_text{R"({"name": "Foo", "description": "A very nice Item", "price": 35.4, "tax": 3.2})"},
                  json_text{R"({"name": "Bar", "price": "35.4"})"},
                  json_text{R"({"name": "Baz", "price": "thirty five point four"})"}}>
        item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.schema_extra_example.tutorial004", register_routes};

}  // namespace schema_extra_example::tutorial004
