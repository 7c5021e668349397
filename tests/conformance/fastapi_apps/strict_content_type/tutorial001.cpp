// docs_src/strict_content_type/tutorial001: JSON without a content type.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace strict_content_type::tutorial001 {

struct Item {
  std::string name;
  double price;
};

Task<Json> create_item(Body<Item, "item"> item) {
  co_return *item;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.strict_content_type.tutorial001", register_routes, {.strict_content_type = false}};

}  // namespace strict_content_type::tutorial001
