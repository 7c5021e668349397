#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Json> handler(Query<int>) {
  co_return nullptr;
}
#else
Task<Json> handler(Query<int, "count">) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
