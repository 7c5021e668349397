// docs_src/response_model/tutorial003_02: a response of any class, without a model.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial003_02 {

Task<Response> get_portal(Query<bool, "teleport", defaults{false}> teleport) {
  if (teleport) co_return RedirectResponse("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  JsonObject content{{"message", "Here's your interdimensional portal."}};
  co_return JSONResponse(content);
}

void register_routes(App& app) {
  app.get<get_portal>("/portal");
}

const Tutorial tutorial{"docs_src.response_model.tutorial003_02", register_routes};

}  // namespace response_model::tutorial003_02
