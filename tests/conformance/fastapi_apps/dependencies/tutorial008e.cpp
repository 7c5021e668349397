// docs_src/dependencies/tutorial008e: a dependency that is cleaned up before the response is sent.
#include "tutorial.hpp"

#include <cstdio>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial008e {

struct Cleanup {
  ~Cleanup() { std::puts("Cleanup up before response is sent"); }
};

Resource<std::string> get_username() {
  const Cleanup cleanup;
  co_yield "Rick";
}

Json get_user_me(Depends<get_username, Scope::function> username) {
  return *username;
}

void register_routes(App& app) {
  app.get<get_user_me>("/users/me");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial008e", register_routes};

}  // namespace dependencies::tutorial008e
