#include "app/frozen.hpp"
#include "app/time_limit.hpp"

#include <talaria/base/strings.hpp>

namespace talaria::app {

namespace {

// What a route inherits from the routers around it.
struct Inherited {
  std::string prefix;
  std::vector<std::string> tags;
  std::vector<DependencyRef> dependencies;
  ResponseMap responses;
  DocumentedRoutes callbacks;
  std::vector<LayerEntry> layers;  // the outermost first
  bool deprecated = false;
  bool include_in_schema = true;
  bool is_public = false;
  std::optional<bool> strict_content_type;
  std::optional<std::uint64_t> max_body_size;
  std::optional<std::chrono::milliseconds> timeout;
  const describe::ResponseClassInfo* response_class = talaria::response_class<JSONResponse>;
  UniqueIdFunction unique_id = &default_unique_id;
};

std::string place(const std::source_location& location) {
  return std::string(location.file_name()) + ":" + std::to_string(location.line());
}

template <class T>
void append(std::vector<T>& list, const std::vector<T>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

// Without those at the end.
std::string without_slashes(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path;
}

void check_prefix(const std::string& prefix, const std::string& where, std::vector<std::string>& faults) {
  if (prefix.empty()) return;
  if (prefix.front() != '/') faults.push_back(where + ": prefix \"" + prefix + "\" must begin with '/'");
  if (prefix.back() == '/') {
    faults.push_back(where + ": prefix \"" + prefix +
                     "\" must not end with '/', because the paths below it begin with one");
  }
}

Inherited add_options(Inherited inherited, const RouterOptions& options) {
  inherited.prefix += options.prefix;
  append(inherited.tags, options.tags.items());
  append(inherited.dependencies, options.dependencies.items());
  inherited.responses.update(options.responses);
  inherited.callbacks.append(options.callbacks);
  inherited.deprecated = inherited.deprecated || options.deprecated.value_or(false);
  inherited.include_in_schema = inherited.include_in_schema && options.include_in_schema;
  inherited.is_public = inherited.is_public || options.is_public;
  if (options.strict_content_type) inherited.strict_content_type = options.strict_content_type;
  if (options.max_body_size) inherited.max_body_size = options.max_body_size;
  if (options.timeout) inherited.timeout = options.timeout;
  if (options.default_response_class != nullptr) inherited.response_class = options.default_response_class;
  if (options.generate_unique_id_function != nullptr) inherited.unique_id = options.generate_unique_id_function;
  return inherited;
}

class Flattener {
 public:
  Flattener(const describe::ErrorPolicy& errors, std::vector<std::string>& faults) : errors_(errors), faults_(faults) {}

  // The layers of `root` are none of its routes': they stand around the whole app.
  void walk_app(const RouterData& root) { walk(root, add_options({}, root.options), "app"); }

  Flattened flattened;

 private:
  void walk(const RouterData& router, const Inherited& inherited, const std::string& where) {
    check_prefix(router.options.prefix, where, faults_);
    for (const auto& entry : router.entries) {
      if (const auto* route = std::get_if<RouteEntry>(&entry)) {
        add(*route, inherited, router.options.route_class);
      } else if (const auto* mount = std::get_if<MountEntry>(&entry)) {
        add(*mount, inherited);
      } else if (const auto* frontend = std::get_if<FrontendEntry>(&entry)) {
        add(*frontend, inherited);
      } else {
        include(std::get<IncludeEntry>(entry), inherited);
      }
    }
  }

  void include(const IncludeEntry& entry, const Inherited& outer) {
    if (entry.router == nullptr) {
      faults_.push_back(place(entry.location) + ": a router includes itself");
      return;
    }
    check_prefix(entry.options.prefix, place(entry.location), faults_);
    Inherited inner = add_options(add_options(outer, entry.options), entry.router->options);
    inner.layers.insert(inner.layers.end(), entry.router->layers.rbegin(), entry.router->layers.rend());
    walk(*entry.router, inner, place(entry.location));
  }

  void add(const MountEntry& mount, const Inherited& inherited) {
    if (!mount.path.empty() && mount.path.front() != '/') {
      faults_.push_back(place(mount.location) + ": a path that is mounted at is empty or begins with '/'");
      return;
    }
    flattened.routes.emplace_back(
        EffectiveMount{&mount, inherited.prefix + without_slashes(mount.path), inherited.layers});
  }

  // Its path is the root alone of what it serves.
  void add(const FrontendEntry& frontend, const Inherited& inherited) {
    const RouteEntry& route = frontend.route;
    if (!route.path.starts_with('/')) {
      faults_.push_back(place(route.location) + ": the path of a frontend begins with '/'");
      return;
    }
    const std::string path = inherited.prefix + without_slashes(route.path);
    flattened.frontends.push_back(make(route, path.empty() ? "/" : path, inherited, nullptr));
  }

  // Innermost: middleware has time of its own. A conversation ends when it ends.
  void add_time_limit(EffectiveRoute& route, const RouteOptions& options) {
    if (!options.timeout || route.entry->is_websocket) return;
    if (options.timeout->count() <= 0)
      faults_.push_back(place(route.entry->location) + ": the timeout is not positive");
    route.layers.push_back(time_limit_layer(*options.timeout, errors_));
  }

  void add(const RouteEntry& route, const Inherited& inherited, RouteClass route_class) {
    const std::string path = inherited.prefix + route.path;
    if (path.empty()) {
      faults_.push_back(place(route.location) + ": path and prefix are both empty; write \"/\"");
      return;
    }
    flattened.routes.emplace_back(make(route, path, inherited, route_class));
  }

  EffectiveRoute make(const RouteEntry& route, std::string path, const Inherited& inherited, RouteClass route_class) {
    EffectiveRoute effective{&route, std::move(path), route.options, inherited.dependencies, inherited.layers};
    RouteOptions& options = effective.options;
    std::vector<std::string> tags = inherited.tags;
    append(tags, route.options.tags.items());
    options.tags = StringList(std::move(tags));
    ResponseMap responses = inherited.responses;
    responses.update(route.options.responses);
    options.responses = responses;
    options.callbacks = inherited.callbacks;
    options.callbacks.append(route.options.callbacks);
    options.deprecated = options.deprecated || inherited.deprecated;
    options.include_in_schema = options.include_in_schema && inherited.include_in_schema;
    options.is_public = options.is_public || inherited.is_public;
    if (!options.strict_content_type) options.strict_content_type = inherited.strict_content_type;
    if (!options.max_body_size) options.max_body_size = inherited.max_body_size;
    if (!options.timeout) options.timeout = inherited.timeout;
    add_time_limit(effective, options);
    if (options.response_class == nullptr) options.response_class = inherited.response_class;
    if (options.generate_unique_id_function == nullptr) options.generate_unique_id_function = inherited.unique_id;
    if (options.route_class == nullptr) options.route_class = route_class;
    append(effective.dependencies, route.options.dependencies.items());
    return effective;
  }

  const describe::ErrorPolicy& errors_;
  std::vector<std::string>& faults_;
};

}  // namespace

Flattened flatten(const RouterData& root, const describe::ErrorPolicy& errors, std::vector<std::string>& faults) {
  Flattener flattener(errors, faults);
  flattener.walk_app(root);
  return std::move(flattener.flattened);
}

std::string describe_place(const EffectiveMount& mount) {
  return place(mount.entry->location) + ": mount " + (mount.path.empty() ? "/" : mount.path) +
         (mount.entry->name.empty() ? "" : " (" + mount.entry->name + ")");
}

std::string describe_place(const RouteEntry& route, const std::string& path) {
  const std::string name = route.options.name.empty() ? std::string(route.handler->name) : route.options.name;
  return place(route.location) + ": " +
         (route.is_websocket ? "WebSocket" : std::string(http::method_name(route.method))) + " " + path +
         (name.empty() ? "" : " (" + name + ")");
}

}  // namespace talaria::app
