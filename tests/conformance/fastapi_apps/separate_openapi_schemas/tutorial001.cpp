// docs_src/separate_openapi_schemas/tutorial001: one model for what comes in and what goes out.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace separate_openapi_schemas::tutorial001 {

struct Item {
  std::string name;
  std::optional<std::string> description;
};

Json create_item(Body<Item> item) {
  return item;
}

std::vector<Item> read_items() {
  return {{"Portal Gun", "Device to travel through the multi-rick-verse"}, {"Plumbus", std::nullopt}};
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.separate_openapi_schemas.tutorial001", register_routes};

}  // namespace separate_openapi_schemas::tutorial001
