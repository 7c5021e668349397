// docs_src/custom_response/tutorial006c: a redirect with another status.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial006c {

Task<std::string> redirect_pydantic() {
  co_return "https://docs.pydantic.dev/";
}

void register_routes(App& app) {
  app.get<redirect_pydantic>("/pydantic", {.status_code = 302, .response_class = response_class<RedirectResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial006c", register_routes};

}  // namespace custom_response::tutorial006c
