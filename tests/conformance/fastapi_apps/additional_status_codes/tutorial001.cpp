// docs_src/additional_status_codes/tutorial001: a value, or a response with another status.
#include "tutorial.hpp"

#include <map>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace additional_status_codes::tutorial001 {

std::map<std::string, JsonObject> items{{"foo", JsonObject{{"name", "Fighters"}, {"size", 6}}},
                                        {"bar", JsonObject{{"name", "Tenders"}, {"size", 3}}}};

Task<ResponseOr<Json>> upsert_item(Path<std::string, "item_id"> item_id, Body<std::optional<std::string>, "name"> name,
                                   Body<std::optional<int>, "size"> size) {
  const auto [item, is_new] = items.try_emplace(item_id);
  item->second.set("name", name);
  item->second.set("size", size);
  if (is_new) co_return JSONResponse(item->second, status::http_201_created);
  co_return item->second;
}

void register_routes(App& app) {
  app.put<upsert_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.additional_status_codes.tutorial001", register_routes};

}  // namespace additional_status_codes::tutorial001
