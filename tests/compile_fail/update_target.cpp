#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifndef MUST_FAIL
  double price = 0;
#endif
};
struct Patch {
  std::optional<std::string> name;
  std::optional<double> price;
};

Task<Json> update_item(Body<Patch> patch) {
  Item item;
  patch.update(item);
  co_return item;
}

void add(App& app) {
  app.patch<update_item>("/");
}
