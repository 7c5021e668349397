// docs_src/custom_request_and_route/tutorial003: a router whose responses tell how long they took.
#include "tutorial.hpp"

#include <chrono>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_request_and_route::tutorial003 {

Task<Response> timed_route(Request& request, Next next) {
  const auto before = std::chrono::steady_clock::now();
  Response response = co_await next(request);
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - before;
  response.headers.set("X-Response-Time", std::to_string(duration.count()));
  co_return response;
}

Task<Json> not_timed() {
  co_return JsonObject{{"message", "Not timed"}};
}

Task<Json> timed() {
  co_return JsonObject{{"message", "It's the time of my life"}};
}

void register_routes(App& app) {
  app.get<not_timed>("/");
  Router router{{.route_class = timed_route}};
  router.get<timed>("/timed");
  app.include_router(router);
}

const Tutorial tutorial{"docs_src.custom_request_and_route.tutorial003", register_routes};

}  // namespace custom_request_and_route::tutorial003
