#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
};

#ifdef MUST_FAIL
Task<void> update(JsonLines<Item> items, Body<Item, "more">) {
#else
Task<void> update(JsonLines<Item> items) {
#endif
  while (co_await items.next() != nullptr) {
  }
}

void add(App& app) {
  app.put<update>("/");
}
