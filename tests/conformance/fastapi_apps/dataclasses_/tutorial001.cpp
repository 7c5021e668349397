// docs_src/dataclasses_/tutorial001: a plain struct as the body.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dataclasses_::tutorial001 {

struct Item {
  std::string name;
  double price;
  std::optional<std::string> description;
  std::optional<double> tax;
};

Task<Json> create_item(Body<Item> item) {
  co_return item;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.dataclasses_.tutorial001", register_routes};

}  // namespace dataclasses_::tutorial001
