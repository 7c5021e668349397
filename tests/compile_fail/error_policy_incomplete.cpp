#include <talaria/talaria.hpp>
using namespace talaria;

struct Fault {
  std::string text;
};

struct ShopErrors {
  static Fault http_error(const Request&, const HTTPException&) { return {"http"}; }
  static Fault validation_error(const Request&, const RequestValidationError&) { return {"invalid"}; }
#ifndef MUST_FAIL
  static Fault server_error(const Request&) { return {"server"}; }
#endif
};

void make() {
  App app{{.error_policy = error_policy<ShopErrors>}};
}
