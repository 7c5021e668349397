#include <talaria/talaria.hpp>
using namespace talaria;

namespace first_steps {

// [handler]
Task<Json> root() {
  co_return JsonObject{{"message", "Hello World"}};
}
// [/handler]

// [plain]
Json slow_root() {  // no Task: it may block, so it runs on a thread of the pool
  return JsonObject{{"message", "Hello from a thread"}};
}
// [/plain]

void set_up(App& app) {
  // [route]
  app.get<root>("/");
  // [/route]
  // [plain_route]
  app.get<slow_root>("/slow");
  // [/plain_route]
}

}  // namespace first_steps
