#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Field<std::string, gt{0}> count;
#else
  Field<int, gt{0}> count;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
