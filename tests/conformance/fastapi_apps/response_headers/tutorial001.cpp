// docs_src/response_headers/tutorial001: header fields of a response.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_headers::tutorial001 {

JSONResponse get_headers() {
  return JSONResponse(JsonObject{{"message", "Hello World"}}, 200,
                      {{"X-Cat-Dog", "alone in the world"}, {"Content-Language", "en-US"}});
}

void register_routes(App& app) {
  app.get<get_headers>("/headers/");
}

const Tutorial tutorial{"docs_src.response_headers.tutorial001", register_routes};

}  // namespace response_headers::tutorial001
