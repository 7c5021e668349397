// docs_src/dataclasses_/tutorial002: a plain struct as the model of a response.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dataclasses_::tutorial002 {

struct Item {
  std::string name;
  double price;
  Field<std::vector<std::string>, defaults{}> tags;
  std::optional<std::string> description;
  std::optional<double> tax;
};

Task<Json> read_next_item() {
  co_return JsonObject{{"name", "Island In The Moon"},
                       {"price", 12.99},
                       {"description", "A place to be playin' and havin' fun"},
                       {"tags", JsonArray{"breater"}}};
}

void register_routes(App& app) {
  app.get<read_next_item>("/items/next", {.response_model = schema_of<Item>});
}

const Tutorial tutorial{"docs_src.dataclasses_.tutorial002", register_routes};

}  // namespace dataclasses_::tutorial002
