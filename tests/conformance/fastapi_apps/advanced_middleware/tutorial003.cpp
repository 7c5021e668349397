// docs_src/advanced_middleware/tutorial003: big answers are compressed.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace advanced_middleware::tutorial003 {

Task<Json> main_() {
  co_return "somebigcontent";
}

void register_routes(App& app) {
  app.add_middleware<GZipMiddleware>({.minimum_size = 1000, .compresslevel = 5});
  app.get<main_>("/", {.name = "main"});
}

const Tutorial tutorial{"docs_src.advanced_middleware.tutorial003", register_routes};

}  // namespace advanced_middleware::tutorial003
