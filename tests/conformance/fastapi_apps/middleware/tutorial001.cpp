// docs_src/middleware/tutorial001: every response tells how long it took.
#include "tutorial.hpp"

#include <chrono>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace middleware_apps::tutorial001 {

Task<Response> add_process_time_header(Request& request, Next next) {
  const auto start_time = std::chrono::steady_clock::now();
  Response response = co_await next(request);
  const std::chrono::duration<double> process_time = std::chrono::steady_clock::now() - start_time;
  response.headers.set("X-Process-Time", std::to_string(process_time.count()));
  co_return response;
}

void register_routes(App& app) {
  app.middleware<add_process_time_header>();
}

const Tutorial tutorial{"docs_src.middleware.tutorial001", register_routes};

}  // namespace middleware_apps::tutorial001
