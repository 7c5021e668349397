#include <talaria/talaria.hpp>
using namespace talaria;

namespace metadata {

Task<Json> read_items() {
  co_return JsonArray{};
}

AppOptions options() {
  // [options]
  AppOptions options{
      .title = "ChimichangApp",
      .version = "0.0.1",
      .summary = "Deadpool's favorite app. Nuff said.",
      .description = "ChimichangApp API helps you do awesome stuff.",
      .terms_of_service = "http://example.com/terms/",
      .contact = Contact{.name = "Deadpoolio the Amazing", .url = "http://x-force.example.com/contact/"},
      .license_info = License{.name = "Apache 2.0", .identifier = "Apache-2.0"},
      .openapi_tags = {{.name = "items", .description = "Manage items."}},
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
