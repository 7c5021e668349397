#include <cstdlib>

#include <talaria/openapi/docs_pages.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace metadata {

Task<Json> read_items() {
  co_return JsonArray{};
}

AppOptions options() {
  // [options]
  AppOptions options{
      .title = "Workshop",
      .version = "2.1.0",
      .summary = "Orders and items",
      .description = "What the workshop makes, and who ordered it.",
      .terms_of_service = "https://example.com/terms",
      .contact = Contact{.name = "The workshop", .url = "https://example.com/contact"},
      .license_info = License{.name = "MIT", .identifier = "MIT"},
      .openapi_tags = {{.name = "items", .description = "What can be ordered"}},
  };
  // [/options]
  return options;
}

AppOptions urls() {
  // [urls]
  AppOptions options{
      .openapi_url = "/api/v1/openapi.json",
      .docs_url = "/documentation",
      .redoc_url = std::nullopt,
  };
  // [/urls]
  return options;
}

AppOptions hidden() {
  // [hidden]
  AppOptions options{.openapi_url = std::nullopt};
  // [/hidden]
  return options;
}

AppOptions by_environment() {
  // [environment]
  AppOptions options;
  if (std::getenv("HIDE_DOCS") != nullptr) options.openapi_url.reset();
  // [/environment]
  return options;
}

// [custom]
Json add_logo(Json document) {
  document["info"]["x-logo"] = JsonObject{{"url", "https://example.com/logo.png"}};
  return document;
}
// [/custom]

AppOptions custom() {
  // [custom_options]
  AppOptions options{.custom_openapi = add_logo};
  // [/custom_options]
  return options;
}

AppOptions swagger_ui() {
  // [swagger_ui]
  AppOptions options{
      .swagger_ui_parameters = R"({"syntaxHighlight": {"theme": "obsidian"}, "deepLinking": false})",
      .swagger_ui_init_oauth = R"({"clientId": "workshop-docs", "usePkceWithAuthorizationCodeGrant": true})",
  };
  // [/swagger_ui]
  return options;
}

// [own_page]
Task<HTMLResponse> swagger_ui_of_our_own() {
  co_return HTMLResponse(openapi::swagger_ui_html({
      .title = "Workshop",
      .swagger_js_url = "https://assets.example.com/swagger-ui-bundle.js",
      .swagger_css_url = "https://assets.example.com/swagger-ui.css",
  }));
}

void add_page(App& app) {
  app.get<swagger_ui_of_our_own>("/documentation", {.include_in_schema = false});
}
// [/own_page]

void set_up(App& app) {
  app.get<read_items>("/items/", {.tags = {"items"}});
}

}  // namespace metadata
