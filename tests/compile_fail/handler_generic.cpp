#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
inline constexpr auto handler = [](auto) { return Json(); };
#else
inline constexpr auto handler = [](Query<int, "count">) { return Json(); };
#endif

void add(App& app) {
  app.get<handler>("/", {.name = "handler"});
}
