// docs_src/cors/tutorial001: pages of listed origins may read the answers.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace cors::tutorial001 {

Task<Json> main_() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.add_middleware<CORSMiddleware>({
      .allow_origins = {"http://localhost.tiangolo.com", "https://localhost.tiangolo.com", "http://localhost",
                        "http://localhost:8080"},
      .allow_methods = {"*"},
      .allow_headers = {"*"},
      .allow_credentials = true,
  });
  app.get<main_>("/", {.name = "main"});
}

const Tutorial tutorial{"docs_src.cors.tutorial001", register_routes};

}  // namespace cors::tutorial001
