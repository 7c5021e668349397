#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
int lenient(const Json& input, const Validator<std::string>& inner) {
  return int(inner(input).size());
}
#else
int lenient(const Json& input, const Validator<int>& inner) {
  return inner(input);
}
#endif

struct Item {
  Field<int, wrap_validator<lenient>> value;
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
