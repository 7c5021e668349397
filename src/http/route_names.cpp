#include <talaria/http/route_names.hpp>

namespace talaria::http {

namespace {

std::string describe(std::string_view name, std::span<const PathParam> params) {
  std::string text = "No route exists for name \"" + std::string(name) + "\" and params \"";
  for (std::size_t i = 0; i < params.size(); ++i) text += (i == 0 ? "" : ", ") + params[i].name;
  return text + "\".";
}

}  // namespace

NoMatchFound::NoMatchFound(std::string_view name, std::span<const PathParam> params)
    : std::logic_error(describe(name, params)) {}

}  // namespace talaria::http
