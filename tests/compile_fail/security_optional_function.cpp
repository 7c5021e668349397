#include <talaria/talaria.hpp>
using namespace talaria;

inline constexpr HTTPBearer bearer{};

std::string current_user(Security<bearer> credentials) {
  return credentials->credentials;
}

#ifdef MUST_FAIL
Json handler(Security<current_user, auto_error{false}>) {
  return nullptr;
}
#else
Json handler(Security<bearer, auto_error{false}>, Security<current_user>) {
  return nullptr;
}
#endif

void add(App& app) {
  app.get<handler>("/");
}
