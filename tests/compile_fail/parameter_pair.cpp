#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Json> handler(Query<std::pair<int, int>, "p">) {
  co_return nullptr;
}
#else
Task<Json> handler(Query<std::vector<int>, "p">) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
