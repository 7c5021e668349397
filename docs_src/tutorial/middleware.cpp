#include <chrono>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace middleware_page {

// [function]
Task<Response> add_process_time_header(Request& request, Next next) {
  const auto start = std::chrono::steady_clock::now();
  Response response = co_await next(request);
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - start;
  response.headers.set("X-Process-Time", std::to_string(duration.count()));
  co_return response;
}

void add_timing(App& app) {
  app.middleware<add_process_time_header>();
}
// [/function]

// [class]
struct Tenant {
  std::string name;
};

class TenantMiddleware {
 public:
  struct Options {
    std::string header = "x-tenant";
  };
  explicit TenantMiddleware(const Options& options) : options_(options) {}

  Task<Response> dispatch(Request& request, Next next) const {
    const auto name = request.headers().get(options_.header);
    if (!name) throw HTTPException{400, "Which tenant?"};
    request.state().emplace<Tenant>(std::string(*name));
    Response response = co_await next(request);
    co_return response;
  }

 private:
  Options options_;
};

Task<Json> read_tenant(Request& request) {
  co_return JsonObject{{"tenant", request.state().find<Tenant>()->name}};
}

Router tenant_router() {
  Router router{{.prefix = "/tenant"}};
  router.get<read_tenant>("/");
  router.add_middleware<TenantMiddleware>({.header = "x-tenant"});
  return router;
}
// [/class]

// [cors]
void add_cors(App& app) {
  app.add_middleware<CORSMiddleware>({
      .allow_origins = {"https://app.example.com"},
      .allow_methods = {"GET", "POST"},
      .allow_headers = {"X-Token"},
      .allow_credentials = true,
  });
}
// [/cors]

// [guards]
void add_guards(App& app) {
  app.add_middleware<SecurityHeadersMiddleware>();
  app.add_middleware<TrustedHostMiddleware>({.allowed_hosts = {"example.com", "*.example.com"}});
  app.add_middleware<HTTPSRedirectMiddleware>();
}
// [/guards]

// [compression]
void add_compression(App& app) {
  app.add_middleware<CompressionMiddleware>({.minimum_size = 1000});
}
// [/compression]

// [decompression]
struct Reading {
  std::string sensor;
  std::vector<double> values;
};

Task<Json> add_readings(Body<Reading> reading) {
  co_return JsonObject{{"sensor", reading->sensor}, {"values", reading->values.size()}};
}

Router readings_router() {
  Router router{{.prefix = "/readings"}};
  router.post<add_readings>("/", {.max_body_size = 8 * 1024 * 1024});
  router.add_middleware<DecompressionMiddleware>({.max_ratio = 50});
  return router;
}
// [/decompression]

// [log]
void add_log(App& app) {
  app.add_middleware<AccessLogMiddleware>({.exclude_paths = {"/health"}});
  app.add_middleware<RequestIDMiddleware>();
}
// [/log]

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.include_router(tenant_router());
  app.include_router(readings_router());
}

}  // namespace middleware_page
