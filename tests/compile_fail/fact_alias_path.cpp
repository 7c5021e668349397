#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
#ifdef MUST_FAIL
  Field<std::string, validation_alias{AliasPath{0, "names"}}> name;
#else
  Field<std::string, validation_alias{AliasPath{"names", 0}}> name;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
