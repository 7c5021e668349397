#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Json> handler(Query<int, "count", max_length{3}>) {
  co_return nullptr;
}
#else
Task<Json> handler(Query<std::string, "count", max_length{3}>) {
  co_return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
