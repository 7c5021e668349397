#include <talaria/model/inherit.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

struct Base {
  std::string name;
};
struct Item : Base {
  double price = 0;
};
#ifndef MUST_FAIL
BOOST_DESCRIBE_STRUCT(Item, (Base), (price))
#endif

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
