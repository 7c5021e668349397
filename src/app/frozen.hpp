// What an app is once it is frozen: immutable, shared by all loops.
#pragma once
#include "app/router_data.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <talaria/app/app.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/routing/route_table.hpp>

namespace talaria {

/// A page that the app serves about itself: the document, Swagger UI, ReDoc and their files.
struct DocsPage {
  std::string path;
  std::function<Response(const Request&)> make;
};

/// Gives failures to the app's exception handlers.
class HandlerTableResponder final : public operation::ErrorResponder {
 public:
  explicit HandlerTableResponder(const ExceptionHandlers& handlers) : handlers_(handlers) {}
  Task<Response> respond(Request& request, std::exception_ptr error) const override;
  Task<Response> respond(Request& request, const RequestValidationError& error) const override;
  void report(const Request& request, const std::exception_ptr& error) const override;

 private:
  const ExceptionHandlers& handlers_;
};

struct App::Frozen {
  explicit Frozen(const ExceptionHandlers& handlers) : responder(handlers) {}

  std::vector<DocsPage> pages;                    // routes 0 to pages.size() - 1
  std::deque<operation::Operation> operations;    // routes from pages.size() on
  std::vector<std::shared_ptr<const void>> kept;  // handlers that are objects
  std::vector<http::Layer> layers;                // around the whole app, the outermost first
  routing::RouteTable table;
  std::deque<operation::Operation> websocket_operations;  // by their routes in `websockets`
  routing::RouteTable websockets;
  HandlerTableResponder responder;
  std::optional<Json> openapi;
  std::string openapi_text;  // the same as it is served
  std::uint32_t overrides_version = 0;
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

/// Flattens a tree of routers; faults are appended, one text each.
[[nodiscard]] std::vector<EffectiveRoute> flatten(const RouterData& root, std::vector<std::string>& faults);

/// Fills in what follows from options and handler: the response's class and type, the operation id.
void complete_info(describe::OperationInfo& info);

/// Routes that only the document shows, as it shows them.
[[nodiscard]] std::vector<describe::OperationInfo> document_routes(const DocumentedRoutes& routes);

/// The operation id of a route when no function makes it.
[[nodiscard]] std::string default_unique_id(const describe::OperationInfo& route);

/// `file.cpp:12: GET /items/{item_id} (read_item)`, to begin a fault with.
[[nodiscard]] std::string describe_place(const RouteEntry& route, const std::string& path);

/// The pages of an app, by its options.
[[nodiscard]] std::vector<DocsPage> make_docs_pages(App& app);

}  // namespace app

}  // namespace talaria
