// docs_src/frontend/tutorial005: nothing for what is missing.
#include "tutorial.hpp"

#include <optional>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial005 {

void register_routes(App& app) {
  app.frontend("/", {.directory = "dist", .fallback = std::nullopt});
}

const Tutorial tutorial{"docs_src.frontend.tutorial005", register_routes};

}  // namespace frontend::tutorial005
