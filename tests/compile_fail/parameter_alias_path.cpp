#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Json> handler(Query<int, "count", validation_alias{AliasChoices{"count", "number"}}>) {
  co_return nullptr;
}
#else
Task<Json> handler(Query<int, "count", validation_alias{"number"}>) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
