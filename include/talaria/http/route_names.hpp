// URLs of routes by their names (Starlette's url_for and url_path_for).
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace talaria::http {

/// What is put into the path of a route: `{"item_id", 5}`.
struct PathParam {
  PathParam(std::string_view its_name, std::string_view text) : name(its_name), value(text) {}
  PathParam(std::string_view its_name, const std::string& text) : name(its_name), value(text) {}
  PathParam(std::string_view its_name, const char* text) : name(its_name), value(text) {}
  template <std::integral T>
  PathParam(std::string_view its_name, T number) : name(its_name), value(std::to_string(number)) {}

  std::string name;
  std::string value;
};

/// No route has that name and these parameters.
class NoMatchFound : public std::logic_error {
 public:
  NoMatchFound(std::string_view name, std::span<const PathParam> params);
};

/// What knows the names of routes: an application.
class RouteNames {
 public:
  virtual ~RouteNames() = default;
  /// The path of the first route of that name whose parameters are `params`, percent-encoded where it has to be.
  [[nodiscard]] virtual std::optional<std::string> find_path(std::string_view name,
                                                             std::span<const PathParam> params) const = 0;
};

}  // namespace talaria::http
