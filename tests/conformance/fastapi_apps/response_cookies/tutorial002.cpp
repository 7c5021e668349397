// docs_src/response_cookies/tutorial002: a cookie set on the response to come.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_cookies::tutorial002 {

Json create_cookie(Response& response) {
  response.set_cookie("fakesession", "fake-cookie-session-value");
  return JsonObject{{"message", "Come to the dark side, we have cookies"}};
}

void register_routes(App& app) {
  app.post<create_cookie>("/cookie-and-object/");
}

const Tutorial tutorial{"docs_src.response_cookies.tutorial002", register_routes};

}  // namespace response_cookies::tutorial002
