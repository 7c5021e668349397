#include <talaria/talaria.hpp>
using namespace talaria;

Json bad(int) {
  return nullptr;
}
Json good(Query<int, "n">) {
  return nullptr;
}

#ifdef MUST_FAIL
Task<Json> handler(Depends<bad>) {
  co_return nullptr;
}
#else
Task<Json> handler(Depends<good>) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
