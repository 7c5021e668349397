#include <talaria/talaria.hpp>
using namespace talaria;

Json read_item() {
  return nullptr;
}
#ifdef MUST_FAIL
inline constexpr int handler = 5;
#else
inline constexpr auto handler = read_item;
#endif

void add(App& app) {
  app.get<handler>("/");
}
