// What an app is once it is frozen: immutable, shared by all loops.
#pragma once
#include "app/router_data.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <talaria/app/app.hpp>
#include <talaria/files/frontend.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/routing/route_table.hpp>

namespace talaria {

/// A page that the app serves about itself: the document, Swagger UI, ReDoc and their files.
struct DocsPage {
  std::string path;
  std::string name;  ///< FastAPI's, for url_for; may be empty
  std::function<Response(const Request&)> make;
};

/// Gives failures to the app's exception handlers.
class HandlerTableResponder final : public operation::ErrorResponder {
 public:
  explicit HandlerTableResponder(const ExceptionHandlers& handlers) : handlers_(handlers) {}
  Task<Response> respond(Request& request, std::exception_ptr error) const override;
  Task<Response> respond(Request& request, const RequestValidationError& error) const override;
  Task<Response> respond(Request& request, const describe::Failure& failure) const override;
  void report(const Request& request, const std::exception_ptr& error) const override;

 private:
  const ExceptionHandlers& handlers_;
};

namespace app {

/// A service below a path.
struct Mounted {
  http::Service* service;
  std::vector<http::Layer> layers;  // of its routers, the outermost first
};

/// What a route leads to: one of the two.
struct Endpoint {
  const operation::Operation* operation = nullptr;
  const Mounted* mounted = nullptr;
};

/// A name, and the path that it stands for.
struct NamedPath {
  std::string name;
  routing::PathPattern pattern;
  const http::RouteNames* mounted = nullptr;  ///< what is mounted there, if it has names of its own
  bool is_mount = false;
};

/// The path of the first that has that name and these parameters.
[[nodiscard]] std::optional<std::string> find_path(const std::vector<NamedPath>& names, std::string_view name,
                                                   std::span<const http::PathParam> params);

/// A frontend, and what it is as a route.
struct FrozenFrontend {
  std::string path;
  const Frontend* frontend;
  operation::Operation operation;
};

}  // namespace app

struct App::Frozen {
  explicit Frozen(const ExceptionHandlers& handlers) : responder(handlers) {}

  std::vector<DocsPage> pages;           // routes 0 to pages.size() - 1
  std::vector<app::Endpoint> endpoints;  // routes from pages.size() on
  std::deque<operation::Operation> operations;
  std::vector<std::shared_ptr<const void>> kept;  // handlers that are objects
  std::vector<http::Layer> layers;                // around the whole app, the outermost first
  routing::RouteTable table;
  std::vector<app::NamedPath> names;  // in the order in which they are looked at
  std::deque<operation::Operation> websocket_operations;
  std::vector<app::Endpoint> websocket_endpoints;  // by their routes in `websockets`
  routing::RouteTable websockets;
  std::deque<app::Mounted> mounts;
  std::vector<app::FrozenFrontend> frontends;  // for paths that no route fits, the longest path first
  HandlerTableResponder responder;
  std::optional<Json> openapi;
  std::string openapi_text;  // the same as it is served
  std::optional<Json> asyncapi;
  std::uint32_t overrides_version = 0;

  /// What a match leads to, or would with another method; null for the app's own pages and where there is no route.
  [[nodiscard]] const app::Endpoint* endpoint_of(const routing::Match& match) const {
    if (match.kind == routing::Match::Kind::not_found || match.route < pages.size()) return nullptr;
    return &endpoints[match.route - pages.size()];
  }
  /// The operation that was found; null for everything else.
  [[nodiscard]] const operation::Operation* operation_of(const routing::Match& match) const {
    const app::Endpoint* const endpoint = match.kind == routing::Match::Kind::found ? endpoint_of(match) : nullptr;
    return endpoint != nullptr ? endpoint->operation : nullptr;
  }

  bool can_run = false;  // or made for the document alone, before the state was there
};

namespace app {

/// A route with everything that its routers and its app add; its response class and its function for operation ids are
/// never null.
struct EffectiveRoute {
  const RouteEntry* entry;
  std::string path;
  RouteOptions options;
  std::vector<DependencyRef> dependencies;
  std::vector<LayerEntry> layers;  ///< around the route, the outermost first
};

/// A service with the path that it is mounted at, without a slash at its end.
struct EffectiveMount {
  const MountEntry* entry;
  std::string path;
  std::vector<LayerEntry> layers;  ///< around it, the outermost first
};

/// What a tree of routers comes to.
struct Flattened {
  std::vector<std::variant<EffectiveRoute, EffectiveMount>> routes;  ///< in the order in which they are looked at
  std::vector<EffectiveRoute> frontends;
};

/// Flattens a tree of routers; faults are appended, one text each. `errors` must outlive what is made.
[[nodiscard]] Flattened flatten(const RouterData& root, const describe::ErrorPolicy& errors,
                                std::vector<std::string>& faults);

/// Fills in what follows from options and handler: the response's class and type, the operation id.
void complete_info(describe::OperationInfo& info);

/// Routes that only the document shows, as it shows them.
[[nodiscard]] std::vector<describe::OperationInfo> document_routes(const DocumentedRoutes& routes);

/// The operation id of a route when no function makes it.
[[nodiscard]] std::string default_unique_id(const describe::OperationInfo& route);

/// `file.cpp:12: GET /items/{item_id} (read_item)`, to begin a fault with.
[[nodiscard]] std::string describe_place(const RouteEntry& route, const std::string& path);

[[nodiscard]] std::string describe_place(const EffectiveMount& mount);

/// The pages of an app, by its options; `has_websockets`: there is something to say in AsyncAPI.
[[nodiscard]] std::vector<DocsPage> make_docs_pages(App& app, bool has_websockets);

}  // namespace app

}  // namespace talaria
