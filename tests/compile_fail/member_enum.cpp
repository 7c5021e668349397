#include <talaria/talaria.hpp>
using namespace talaria;

enum class Level { low = 1000, high = 2000 };

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Level level;
#else
  int level;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
