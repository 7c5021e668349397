#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Resource<Result<int, ServiceUnavailable>> connection() {
  Result<int, ServiceUnavailable> number = 1;
  co_yield number;
}
#else
Resource<int> connection() {
  int number = 1;
  co_yield number;
}
#endif

Json handler(Depends<connection>) {
  return 1;
}

void add(App& app) {
  app.get<handler>("/");
}
