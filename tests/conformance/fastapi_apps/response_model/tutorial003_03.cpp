// docs_src/response_model/tutorial003_03: a response of a class of its own.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial003_03 {

Task<RedirectResponse> get_teleport() {
  co_return RedirectResponse("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
}

void register_routes(App& app) {
  app.get<get_teleport>("/teleport");
}

const Tutorial tutorial{"docs_src.response_model.tutorial003_03", register_routes};

}  // namespace response_model::tutorial003_03
