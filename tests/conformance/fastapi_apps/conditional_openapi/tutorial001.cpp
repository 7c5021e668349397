// docs_src/conditional_openapi/tutorial001: the document is where the environment says, or nowhere.
#include "tutorial.hpp"

#include <cstdlib>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace conditional_openapi::tutorial001 {

AppOptions options() {
  AppOptions options;
  if (const char* url = std::getenv("OPENAPI_URL")) options.openapi_url = url;
  if (options.openapi_url == "") options.openapi_url.reset();
  return options;
}

Task<Json> root() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.get<root>("/");
}

const Tutorial tutorial{"docs_src.conditional_openapi.tutorial001", register_routes, options()};

}  // namespace conditional_openapi::tutorial001
