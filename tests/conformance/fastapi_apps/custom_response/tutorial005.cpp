// docs_src/custom_response/tutorial005: plain text.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial005 {

Task<std::string> main() {
  co_return "Hello World";
}

void register_routes(App& app) {
  app.get<main>("/", {.response_class = response_class<PlainTextResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial005", register_routes};

}  // namespace custom_response::tutorial005
