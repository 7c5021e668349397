// FrontendHandler: a frontend as the handler of a route, so that it has the dependencies and the middleware of its
// router.
#pragma once
#include <string>
#include <string_view>

#include <talaria/files/frontend.hpp>
#include <talaria/params/parameters.hpp>

namespace talaria::app {

struct FrontendHandler {
  Frontend frontend;

  Task<Response> operator()(const Request& request, Path<std::string, "path"> path) const {
    Task<Response> task = frontend.respond(request, path);
    Response response = co_await std::move(task);
    co_return std::move(response);
  }
};

/// What of `route_path` stands behind the root of a frontend; null where it is not below it.
[[nodiscard]] inline std::optional<std::string_view> below_frontend(std::string_view root,
                                                                    std::string_view route_path) {
  if (root == "/") return route_path.substr(route_path.starts_with('/') ? 1 : 0);
  if (!route_path.starts_with(root)) return std::nullopt;
  const std::string_view below = route_path.substr(root.size());
  if (below.empty()) return below;
  return below.front() == '/' ? std::optional(below.substr(1)) : std::nullopt;
}

}  // namespace talaria::app
