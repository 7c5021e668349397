#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
};
struct User {
  std::string name;
};

#ifdef MUST_FAIL
Task<Json> update(Body<Item>, Body<User>) {
  co_return nullptr;
}
#else
Task<Json> update(Body<Item, "item">, Body<User, "user">) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.put<update>("/");
}
