// docs_src/schema_extra_example/tutorial002: examples of fields.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace schema_extra_example::tutorial002 {

struct Item {
  Field<std::string, examples{"Foo"}> name;
  Field<std::optional<std::string>, examples{"A very nice Item"}> description;
  Field<double, examples{35.4}> price;
  Field<std::optional<double>, examples{3.2}> tax;
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.schema_extra_example.tutorial002", register_routes};

}  // namespace schema_extra_example::tutorial002
