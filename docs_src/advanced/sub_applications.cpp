#include <talaria/talaria.hpp>
using namespace talaria;

namespace sub_applications_page {

// [mount]
Task<Json> read_main() {
  co_return JsonObject{{"message", "from the main app"}};
}

Task<Json> read_sub(Request& request) {
  co_return JsonObject{{"message", "from the sub app"}, {"root_path", request.root_path()}};
}

void set_up(App& app, App& admin) {
  app.get<read_main>("/app");
  admin.get<read_sub>("/sub");
  app.mount("/admin", admin);
}
// [/mount]

// [service]
class Ping : public http::Service {
 public:
  Task<Response> handle(Request& request) override {
    co_return PlainTextResponse("you asked for " + std::string(request.route_path()));
  }
};

void add_service(App& app) {
  app.mount("/ping", Ping{});
}
// [/service]

}  // namespace sub_applications_page
