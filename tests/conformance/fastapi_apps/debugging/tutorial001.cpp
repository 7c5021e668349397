// docs_src/debugging/tutorial001: the smallest application.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace debugging::tutorial001 {

Json root() {
  const std::string a = "a";
  const std::string b = "b" + a;
  return JsonObject{{"hello world", b}};
}

void register_routes(App& app) {
  app.get<root>("/");
}

const Tutorial tutorial{"docs_src.debugging.tutorial001", register_routes};

}  // namespace debugging::tutorial001
