#include <talaria/talaria.hpp>
using namespace talaria;

Json handler() {
  return nullptr;
}
#ifdef MUST_FAIL
Json handler(Query<int, "count">) {
  return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
