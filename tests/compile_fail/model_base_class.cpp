#include <talaria/talaria.hpp>
using namespace talaria;

struct Base {
  std::string name;
};
#ifdef MUST_FAIL
struct Item : Base {
  double price = 0;
};
#else
struct Item {
  Base base;
  double price = 0;
};
#endif

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
