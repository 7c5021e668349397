#include "items/router.hpp"

#include "items/dependencies.hpp"
#include "items/repository.hpp"
#include "items/schemas.hpp"
#include "pagination.hpp"

#include <talaria/dependency/depends.hpp>

namespace backend::items {

using namespace talaria;

namespace {

Task<Page<ItemRead>> list_items(State<ItemRepository> items, Depends<item_filter> filter, Depends<pagination> wanted) {
  co_return co_await items->list(*filter, *wanted);
}

Task<ItemRead> read_item(Depends<valid_item_id> item) {
  co_return *item;
}

}  // namespace

Router router() {
  Router router{{.prefix = "/items", .tags = {"items"}}};
  router.get<list_items>("/", {.description = "The items of all users, in the order in which they were added."});
  router.get<read_item>("/{item_id}", {.responses = {{404, {.description = "No item has this id"}}}});
  return router;
}

}  // namespace backend::items
