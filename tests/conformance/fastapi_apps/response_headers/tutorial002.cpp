// docs_src/response_headers/tutorial002: header fields set on the response to come.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_headers::tutorial002 {

Json get_headers(Response& response) {
  response.headers.set("X-Cat-Dog", "alone in the world");
  return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.get<get_headers>("/headers-and-object/");
}

const Tutorial tutorial{"docs_src.response_headers.tutorial002", register_routes};

}  // namespace response_headers::tutorial002
