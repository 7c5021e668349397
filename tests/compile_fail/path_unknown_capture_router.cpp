#include <talaria/talaria.hpp>
using namespace talaria;

Task<Json> read_item(Path<int, "item_id">) {
  co_return nullptr;
}

Router items() {
  Router router{{.prefix = "/items"}};
#ifdef MUST_FAIL
  router.get<read_item>("/{id}", {.tags = {"items"}});
#else
  router.get<read_item>("/{item_id}", {.tags = {"items"}});
#endif
  return router;
}
