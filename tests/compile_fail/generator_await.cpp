#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Generator<int> values() {
#else
Stream<int> values() {
#endif
  co_await sleep(std::chrono::milliseconds(1));
  co_yield 1;
}

void add(App& app) {
  app.get<values>("/");
}
