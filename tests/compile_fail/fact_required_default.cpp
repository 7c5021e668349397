#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Field<int, defaults{1}, required> count;
#else
  Field<int, required> count;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
