#include "items/dependencies.hpp"

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/status.hpp>

namespace backend::items {

using namespace talaria;

Task<ItemRead> valid_item_id(Path<std::int64_t, "item_id", ge{1}> item_id, State<ItemRepository> items) {
  if (auto item = co_await items->find(item_id)) co_return *item;
  throw HTTPException{status::http_404_not_found, "Item not found"};
}

Task<ItemFilter> item_filter(
    Query<std::optional<std::string>, "tag", talaria::description{"Only items with this tag"}> tag,
    Query<std::optional<double>, "max_price", gt{0}, talaria::description{"Only items that cost no more"}> max_price) {
  co_return ItemFilter{.tag = tag, .max_price = max_price};
}

}  // namespace backend::items
