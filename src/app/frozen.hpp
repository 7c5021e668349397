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
  routing::RouteTable table;
  std::deque<operation::Operation> websocket_operations;  // by their routes in `websockets`
  routing::RouteTable websockets;
  HandlerTableResponder responder;
  std::optional<Json> openapi;
  std::uint32_t overrides_version = 0;
  bool can_run = false;  // or made for the document alone, before the state was there
};

namespace app {

/// A route with everything that its routers and its app add.
struct EffectiveRoute {
  const RouteEntry* entry;
  std::string path;
  RouteOptions options;
  std::vector<DependencyRef> dependencies;
};

/// Flattens a tree of routers; faults are appended, one text each.
[[nodiscard]] std::vector<EffectiveRoute> flatten(const RouterData& root, const AppOptions& app,
                                                  std::vector<std::string>& faults);

/// `file.cpp:12: GET /items/{item_id} (read_item)`, to begin a fault with.
[[nodiscard]] std::string describe_place(const RouteEntry& route, const std::string& path);

/// The pages of an app, by its options.
[[nodiscard]] std::vector<DocsPage> make_docs_pages(App& app);

}  // namespace app

}  // namespace talaria
