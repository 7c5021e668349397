// docs_src/metadata/tutorial001_1: a license by its SPDX identifier.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace metadata::tutorial001_1 {

constexpr auto description = R"(
ChimichangApp API helps you do awesome stuff. 🚀

## Items

You can **read items**.

## Users

You will be able to:

* **Create users** (_not implemented_).
* **Read users** (_not implemented_).
)";

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Katana"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const AppOptions options{
    .title = "ChimichangApp",
    .version = "0.0.1",
    .summary = "Deadpool's favorite app. Nuff said.",
    .description = description,
    .terms_of_service = "http://example.com/terms/",
    .contact = Contact{.name = "Deadpoolio the Amazing",
                       .url = "http://x-force.example.com/contact/",
                       .email = "dp@x-force.example.com"},
    .license_info = License{.name = "Apache 2.0", .identifier = "Apache-2.0"},
};

const Tutorial tutorial{"docs_src.metadata.tutorial001_1", register_routes, options};

}  // namespace metadata::tutorial001_1
