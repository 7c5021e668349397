#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
#ifdef MUST_FAIL
  Field<std::variant<int, std::string>, ge{1}> size;
#else
  std::variant<Field<int, ge{1}>, std::string> size;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
