// What a Router holds: routes and included routers, in the order in which they came.
#pragma once
#include <memory>
#include <source_location>
#include <string>
#include <variant>
#include <vector>

#include <talaria/describe/callable.hpp>
#include <talaria/describe/route_options.hpp>
#include <talaria/http/method.hpp>
#include <talaria/http/service.hpp>

namespace talaria::app {

struct RouterData;

/// A route as it was registered.
struct RouteEntry {
  http::Method method;
  std::string path;
  const describe::CallableInfo* handler;
  std::shared_ptr<const void> object;  ///< the handler itself where it is an object
  RouteOptions options;
  std::source_location location;
  bool is_websocket = false;  ///< the handler leads a conversation; `method` is that of the handshake, GET
};

/// A router as it was included.
struct IncludeEntry {
  std::shared_ptr<RouterData> router;  ///< null where a router would include itself
  RouterOptions options;
  std::source_location location;
};

/// A service as it was mounted.
struct MountEntry {
  std::string path;
  std::shared_ptr<http::Service> service;  ///< null where an app would mount itself
  std::string name;
  std::source_location location;
};

/// A frontend as it was added. Its handler, a FrontendHandler, is a route's; the path is that of its root.
struct FrontendEntry {
  RouteEntry route;
};

/// Middleware as it was added.
struct LayerEntry {
  http::LayerFunction call;
  std::shared_ptr<const void> object;  ///< null where it is a function
};

struct RouterData {
  RouterOptions options;
  std::vector<LayerEntry> layers;
  std::vector<std::variant<RouteEntry, IncludeEntry, MountEntry, FrontendEntry>> entries;
};

/// What a Router and its copies and inclusions share.
struct RouterHandle {
  std::shared_ptr<RouterData> data;
};

}  // namespace talaria::app
