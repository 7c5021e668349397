// docs_src/custom_response/tutorial010: HTML unless a route says otherwise.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial010 {

Task<std::string> read_items() {
  co_return "<h1>Items</h1><p>This is a list of items.</p>";
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{
    "docs_src.custom_response.tutorial010", register_routes, {.default_response_class = response_class<HTMLResponse>}};

}  // namespace custom_response::tutorial010
