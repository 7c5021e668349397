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

void set_up(App& app) {
  app.get<read_items>("/items/", {.tags = {"items"}});
}

}  // namespace metadata
