#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
void lowercase(std::string&) {}
#else
std::string lowercase(std::string text) {
  return text;
}
#endif

struct Item {
  Field<std::string, validator<lowercase>> name;
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
