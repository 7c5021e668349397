// docs_src/body/tutorial001: a model as the body.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body::tutorial001 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> create_item(Body<Item> item) {
  co_return *item;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.body.tutorial001", register_routes};

}  // namespace body::tutorial001
