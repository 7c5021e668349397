// docs_src/response_model/tutorial003_05: a response or a value, without a model.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial003_05 {

Task<ResponseOr<Json>> get_portal(Query<bool, "teleport", defaults{false}> teleport) {
  if (teleport) co_return RedirectResponse("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  co_return JsonObject{{"message", "Here's your interdimensional portal."}};
}

void register_routes(App& app) {
  app.get<get_portal>("/portal");
}

const Tutorial tutorial{"docs_src.response_model.tutorial003_05", register_routes};

}  // namespace response_model::tutorial003_05
