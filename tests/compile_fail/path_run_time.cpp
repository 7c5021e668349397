#include <talaria/talaria.hpp>
using namespace talaria;

Task<Json> read_items() {
  co_return nullptr;
}

void add(App& app, const std::string& path) {
#ifdef MUST_FAIL
  app.get<read_items>(path);
#else
  static_cast<void>(path);
  app.get<read_items>("/items");
#endif
}
