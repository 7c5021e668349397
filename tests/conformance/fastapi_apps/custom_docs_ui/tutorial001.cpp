// docs_src/custom_docs_ui/tutorial001: the pages of the app's own, with scripts from elsewhere.
#include "tutorial.hpp"

#include <string>

#include <talaria/openapi/docs_pages.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_docs_ui::tutorial001 {

Task<HTMLResponse> custom_swagger_ui_html() {
  co_return HTMLResponse(openapi::swagger_ui_html({
      .title = "FastAPI - Swagger UI",
      .swagger_js_url = "https://unpkg.com/swagger-ui-dist@5/swagger-ui-bundle.js",
      .swagger_css_url = "https://unpkg.com/swagger-ui-dist@5/swagger-ui.css",
      .oauth2_redirect_url = "/docs/oauth2-redirect",
  }));
}

Task<HTMLResponse> swagger_ui_redirect() {
  co_return HTMLResponse(openapi::swagger_ui_oauth2_redirect_html());
}

Task<HTMLResponse> redoc_html() {
  co_return HTMLResponse(openapi::redoc_html({
      .title = "FastAPI - ReDoc",
      .redoc_js_url = "https://unpkg.com/redoc@2/bundles/redoc.standalone.js",
  }));
}

Task<Json> read_user(Path<std::string, "username"> username) {
  co_return JsonObject{{"message", "Hello " + username}};
}

void register_routes(App& app) {
  app.get<custom_swagger_ui_html>("/docs", {.include_in_schema = false});
  app.get<swagger_ui_redirect>("/docs/oauth2-redirect", {.include_in_schema = false});
  app.get<redoc_html>("/redoc", {.include_in_schema = false});
  app.get<read_user>("/users/{username}");
}

const Tutorial tutorial{
    "docs_src.custom_docs_ui.tutorial001", register_routes, {.docs_url = std::nullopt, .redoc_url = std::nullopt}};

}  // namespace custom_docs_ui::tutorial001
