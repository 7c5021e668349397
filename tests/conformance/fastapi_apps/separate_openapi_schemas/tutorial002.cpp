// docs_src/separate_openapi_schemas/tutorial002: no schemas apart for inputs and outputs.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace separate_openapi_schemas::tutorial002 {

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

const Tutorial tutorial{
    "docs_src.separate_openapi_schemas.tutorial002", register_routes, {.separate_input_output_schemas = false}};

}  // namespace separate_openapi_schemas::tutorial002
