#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Field<int, min_length{3}> count;
#else
  Field<std::string, min_length{3}> count;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
