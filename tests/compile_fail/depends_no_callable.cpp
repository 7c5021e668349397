#include <talaria/talaria.hpp>
using namespace talaria;

Json common() {
  return nullptr;
}

#ifdef MUST_FAIL
Task<Json> handler(Depends<5>) {
  co_return nullptr;
}
#else
Task<Json> handler(Depends<common>) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
