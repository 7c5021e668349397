#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Json> handler(Query<std::string_view, "p">) {
  co_return nullptr;
}
#else
Task<Json> handler(Query<std::string, "p">) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
