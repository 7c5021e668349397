// docs_src/configure_swagger_ui/tutorial002: settings of Swagger UI.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace configure_swagger_ui::tutorial002 {

Task<Json> read_user(Path<std::string, "username"> username) {
  co_return JsonObject{{"message", "Hello " + username}};
}

void register_routes(App& app) {
  app.get<read_user>("/users/{username}");
}

const Tutorial tutorial{"docs_src.configure_swagger_ui.tutorial002",
                        register_routes,
                        {.swagger_ui_parameters = R"({"syntaxHighlight": {"theme": "obsidian"}})"}};

}  // namespace configure_swagger_ui::tutorial002
