// docs_src/additional_responses/tutorial004: responses that several routes share.
#include "additional_responses/image_file.hpp"
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace additional_responses::tutorial004 {

struct Item {
  std::string id;
  std::string value;
};

const ResponseMap responses{{404, {.description = "Item not found"}},
                            {302, {.description = "The item was moved"}},
                            {403, {.description = "Not enough privileges"}}};

Task<ResponseOr<Item>> read_item(Path<std::string, "item_id">, Query<std::optional<bool>, "img"> img) {
  if (img && *img) co_return image_file();
  co_return Item{"foo", "there goes my hero"};
}

void register_routes(App& app) {
  ResponseMap all = responses;
  all.update({{200, {.content = R"({"image/png": {}})"}}});
  app.get<read_item>("/items/{item_id}", {.responses = all});
}

const Tutorial tutorial{"docs_src.additional_responses.tutorial004", register_routes};

}  // namespace additional_responses::tutorial004
