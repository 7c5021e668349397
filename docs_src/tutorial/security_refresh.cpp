#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace security_refresh {

// [refresh]
struct Tokens {
  std::string access_token;
  std::string refresh_token;
};

// The store is a member of the state; a database takes its place by another class of the same kind.
struct Sessions {
  MemoryRefreshTokenStore store;
  RefreshTokens tokens{store};
};

std::string access_token(const std::string& user) {
  return "access of " + user;  // see the page on JSON Web Tokens
}

Task<Tokens> login(State<Sessions> sessions, Query<std::string, "user"> user) {
  std::string refresh = co_await sessions->tokens.issue(user);
  co_return Tokens{access_token(user), refresh};
}

Task<Tokens> refresh(State<Sessions> sessions, Body<std::string, "refresh_token", embed> token) {
  const auto next = co_await sessions->tokens.refresh(*token);
  if (!next) throw HTTPException{401, "Log in again"};
  co_return Tokens{access_token(next->subject), next->token};
}

void set_up(App& app) {
  app.state.emplace<Sessions>();
  app.post<login>("/login");
  app.post<refresh>("/refresh");
}
// [/refresh]

}  // namespace security_refresh
