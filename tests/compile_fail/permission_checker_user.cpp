#include <talaria/talaria.hpp>
using namespace talaria;

struct User {
  std::string name;
#ifndef MUST_FAIL
  std::vector<std::string> permissions;
#endif
};

User current_user() {
  return {};
}

inline constexpr PermissionChecker<current_user> checker{"admin"};

Json handler(Depends<&checker>) {
  return nullptr;
}

void add(App& app) {
  app.get<handler>("/");
}
