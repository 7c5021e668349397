#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Field<int, pattern{"^a"}> code;
#else
  Field<std::string, pattern{"^a"}> code;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
