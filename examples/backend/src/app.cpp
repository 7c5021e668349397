#include "app.hpp"

#include "items/memory_repository.hpp"
#include "items/router.hpp"
#include "users/exceptions.hpp"
#include "users/memory_repository.hpp"
#include "users/router.hpp"

#include <memory>
#include <string>

namespace backend {

using namespace talaria;

namespace {

// The only place that names the repositories' classes; handlers see their interfaces.
Resource<> lifespan(App& app) {
  app.state.emplace<users::UserRepository, users::MemoryUserRepository>();
  app.state.emplace<items::ItemRepository, items::MemoryItemRepository>();
  co_yield {};
  app.state.clear();
}

struct Health {
  std::string status;
};

Task<Health> health() {
  co_return {"healthy"};
}

Router api() {
  Router router{{.prefix = "/api/v1"}};
  router.include_router(users::router());
  router.include_router(items::router());
  return router;
}

}  // namespace

std::unique_ptr<App> make_app() {
  const AppOptions options{
      .title = "Backend",
      .version = "1.0.0",
      .summary = "Users, and the items that they offer",
      .openapi_tags = {{.name = "users", .description = "Who is here"},
                       {.name = "items", .description = "What users offer"},
                       {.name = "operation", .description = "For those who run this program"}},
      .lifespan = lifespan,
  };
  auto app = std::make_unique<App>(options);
  app->exception_handler<users::already_taken_handler>();
  app->include_router(api());
  app->get<health>("/health", {.tags = {"operation"}});
  return app;
}

}  // namespace backend
