#include <talaria/talaria.hpp>
using namespace talaria;

struct OutOfStock {
  static constexpr int status_code = 409;
#ifdef MUST_FAIL
  std::string text = "Out of stock";
#else
  std::string detail = "Out of stock";
#endif
};

Result<int, NotFound, OutOfStock> count() {
  return OutOfStock{};
}

Json handler(Depends<count> number) {
  return *number;
}

void add(App& app) {
  app.get<handler>("/");
}
