// docs_src/response_cookies/tutorial001: a cookie of a response.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_cookies::tutorial001 {

JSONResponse create_cookie() {
  JSONResponse response(JsonObject{{"message", "Come to the dark side, we have cookies"}});
  response.set_cookie("fakesession", "fake-cookie-session-value");
  return response;
}

void register_routes(App& app) {
  app.post<create_cookie>("/cookie/");
}

const Tutorial tutorial{"docs_src.response_cookies.tutorial001", register_routes};

}  // namespace response_cookies::tutorial001
