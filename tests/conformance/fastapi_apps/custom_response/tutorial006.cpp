// docs_src/custom_response/tutorial006: a redirect that is returned.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial006 {

Task<RedirectResponse> redirect_typer() {
  co_return RedirectResponse("https://typer.tiangolo.com");
}

void register_routes(App& app) {
  app.get<redirect_typer>("/typer");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial006", register_routes};

}  // namespace custom_response::tutorial006
