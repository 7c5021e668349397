// Names of routes to paths, by Starlette's rules: the first route that has the name and takes exactly these parameters.
#include "app/frozen.hpp"

#include <algorithm>

#include <talaria/app/app.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

namespace app {

namespace {

// As Starlette does, texts are put in as they are, but for what would end the path or the line that it stands in.
std::string path_text(std::string_view value) {
  constexpr std::string_view ending = "?#%\"<>\\";
  std::string out;
  for (const char c : value) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (is_control || ending.find(c) != std::string_view::npos) {
      out += http::percent_encode({&c, 1}, "");
    } else {
      out += c;
    }
  }
  return out;
}

// The path, or nothing where the parameters are not those of the pattern or do not fit it.
std::optional<std::string> fill(const routing::PathPattern& pattern, std::span<const http::PathParam> params) {
  std::string path;
  std::size_t used = 0;
  for (const routing::PatternPart& part : pattern.parts) {
    if (!part.is_capture()) {
      path += part.literal;
      continue;
    }
    const auto found =
        std::find_if(params.begin(), params.end(), [&part](const auto& one) { return one.name == part.name; });
    if (found == params.end() || !routing::fits(part.convertor, found->value)) return std::nullopt;
    path += path_text(found->value);
    ++used;
  }
  if (used != params.size()) return std::nullopt;
  return path;
}

// A mount is a route itself, by its name and a path; and what is mounted has names behind its own.
std::optional<std::string> below_mount(const NamedPath& mount, std::string_view name,
                                       std::span<const http::PathParam> params) {
  if (!mount.name.empty() && name == mount.name) {
    std::vector<http::PathParam> relative(params.begin(), params.end());
    for (http::PathParam& param : relative) {
      if (param.name == "path") param.value.erase(0, std::min(param.value.find_first_not_of('/'), param.value.size()));
    }
    return fill(mount.pattern, relative);
  }
  if (mount.mounted == nullptr) return std::nullopt;
  if (!mount.name.empty()) {
    if (!name.starts_with(mount.name + ":")) return std::nullopt;
    name.remove_prefix(mount.name.size() + 1);
  }
  const auto inner = mount.mounted->find_path(name, params);
  if (!inner) return std::nullopt;
  const http::PathParam rest("path", std::string_view());
  auto prefix = fill(mount.pattern, {&rest, 1});
  if (!prefix) return std::nullopt;
  prefix->pop_back();
  return *prefix + *inner;
}

}  // namespace

std::optional<std::string> find_path(const std::vector<NamedPath>& names, std::string_view name,
                                     std::span<const http::PathParam> params) {
  for (const NamedPath& one : names) {
    if (one.is_mount) {
      if (auto path = below_mount(one, name, params)) return path;
    } else if (one.name == name && !name.empty()) {
      if (auto path = fill(one.pattern, params)) return path;
    }
  }
  return std::nullopt;
}

}  // namespace app

std::string App::url_path_for(std::string_view name, std::initializer_list<http::PathParam> params) {
  static_cast<void>(documented());
  const std::span<const http::PathParam> all(params.begin(), params.size());
  auto path = find_path(name, all);
  if (!path) throw http::NoMatchFound(name, all);
  return std::move(*path);
}

std::optional<std::string> App::find_path(std::string_view name, std::span<const http::PathParam> params) const {
  return frozen_ ? app::find_path(frozen_->names, name, params) : std::nullopt;
}

}  // namespace talaria
