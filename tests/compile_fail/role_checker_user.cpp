#include <talaria/talaria.hpp>
using namespace talaria;

struct User {
  std::string name;
#ifndef MUST_FAIL
  std::string role;
#endif
};

User current_user() {
  return {};
}

inline constexpr RoleChecker<current_user> checker{"admin"};

Json handler(Depends<&checker>) {
  return nullptr;
}

void add(App& app) {
  app.get<handler>("/");
}
