#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Resource<Json> handler() {
  Json value;
  co_yield value;
}
#else
Task<Json> handler() {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
