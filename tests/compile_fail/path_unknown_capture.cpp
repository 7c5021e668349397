#include <talaria/talaria.hpp>
using namespace talaria;

Task<Json> read_item(Path<int, "item_id">) {
  co_return nullptr;
}

void add(App& app) {
#ifdef MUST_FAIL
  app.get<read_item>("/items/{id}");
#else
  app.get<read_item>("/items/{item_id}");
#endif
}
