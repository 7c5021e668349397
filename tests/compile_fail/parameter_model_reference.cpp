#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
};

#ifdef MUST_FAIL
Task<Json> handler(Item&) {
  co_return nullptr;
}
#else
Task<Json> handler(Body<Item>) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
