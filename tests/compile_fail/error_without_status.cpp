#include <talaria/talaria.hpp>
using namespace talaria;

struct OutOfStock {
#ifndef MUST_FAIL
  static constexpr int status_code = 409;
#endif
  std::string detail = "Out of stock";
};

Task<Result<Json, OutOfStock>> handler() {
  co_return OutOfStock{};
}

void add(App& app) {
  app.get<handler>("/");
}
