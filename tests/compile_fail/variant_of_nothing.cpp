#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
#ifdef MUST_FAIL
  std::variant<std::monostate> size;
#else
  std::variant<std::monostate, int> size;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
