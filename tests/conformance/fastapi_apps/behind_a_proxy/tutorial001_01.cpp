// docs_src/behind_a_proxy/tutorial001_01: a redirect to where the client sees the app.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace behind_a_proxy::tutorial001_01 {

Json read_items() {
  return JsonArray{"plumbus", "portal gun"};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.behind_a_proxy.tutorial001_01", register_routes};

}  // namespace behind_a_proxy::tutorial001_01
