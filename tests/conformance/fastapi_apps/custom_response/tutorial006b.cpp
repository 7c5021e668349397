// docs_src/custom_response/tutorial006b: a redirect made of the place that is returned.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial006b {

Task<std::string> redirect_fastapi() {
  co_return "https://fastapi.tiangolo.com";
}

void register_routes(App& app) {
  app.get<redirect_fastapi>("/fastapi", {.response_class = response_class<RedirectResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial006b", register_routes};

}  // namespace custom_response::tutorial006b
