// docs_src/response_directly/tutorial001: a response of a model.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_directly::tutorial001 {

struct Item {
  std::string title;
  DateTime timestamp;
  std::optional<std::string> description;
};

JSONResponse update_item(Path<std::string, "id">, Body<Item> item) {
  return JSONResponse(item);
}

void register_routes(App& app) {
  app.put<update_item>("/items/{id}");
}

const Tutorial tutorial{"docs_src.response_directly.tutorial001", register_routes};

}  // namespace response_directly::tutorial001
