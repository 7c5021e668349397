#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
std::string parse(const Json&) {
  return "1";
}
#else
int parse(const Json&) {
  return 1;
}
#endif

struct Item {
  Field<int, plain_validator<parse>> value;
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
