// docs_src/additional_responses/tutorial002: another media type of the successful response.
#include "additional_responses/image_file.hpp"
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace additional_responses::tutorial002 {

struct Item {
  std::string id;
  std::string value;
};

Task<ResponseOr<Item>> read_item(Path<std::string, "item_id">, Query<std::optional<bool>, "img"> img) {
  if (img && *img) co_return image_file();
  co_return Item{"foo", "there goes my hero"};
}

void register_routes(App& app) {
  app.get<read_item>(
      "/items/{item_id}",
      {.responses = {{200, {.description = "Return the JSON item or an image.", .content = R"({"image/png": {}})"}}}});
}

const Tutorial tutorial{"docs_src.additional_responses.tutorial002", register_routes};

}  // namespace additional_responses::tutorial002
