#include <talaria/talaria.hpp>
using namespace talaria;

void add(App& app) {
#ifdef MUST_FAIL
  app.get("/", [](auto) { return Json(); }, {.name = "handler"});
#else
  app.get("/", [](Query<int, "count">) { return Json(); }, {.name = "handler"});
#endif
}
