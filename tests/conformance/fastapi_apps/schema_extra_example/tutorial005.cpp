// docs_src/schema_extra_example/tutorial005: examples with names.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace schema_extra_example::tutorial005 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item", openapi_examples{R"({
  "normal": {
    "summary": "A normal example",
    "description": "A **normal** item works correctly.",
    "value": {"name": "Foo", "description": "A very nice Item", "price": 35.4, "tax": 3.2}
  },
  "converted": {
    "summary": "An example with converted data",
    "description": "FastAPI can convert price `strings` to actual `numbers` automatically",
    "value": {"name": "Bar", "price": "35.4"}
  },
  "invalid": {
    "summary": "Invalid data is rejected with an error",
    "value": {"name": "Baz", "price": "thirty five point four"}
  }
})"}>
                                                         item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.schema_extra_example.tutorial005", register_routes};

}  // namespace schema_extra_example::tutorial005
