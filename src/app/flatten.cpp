#include "app/frozen.hpp"

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
  if (options.default_response_class != nullptr) inherited.response_class = options.default_response_class;
  if (options.generate_unique_id_function != nullptr) inherited.unique_id = options.generate_unique_id_function;
  return inherited;
}

class Flattener {
 public:
  explicit Flattener(std::vector<std::string>& faults) : faults_(faults) {}

  // The layers of `root` are none of its routes': they stand around the whole app.
  void walk_app(const RouterData& root) { walk(root, add_options({}, root.options), "app"); }

  std::vector<EffectiveRoute> routes;

 private:
  void walk(const RouterData& router, const Inherited& inherited, const std::string& where) {
    check_prefix(router.options.prefix, where, faults_);
    for (const auto& entry : router.entries) {
      if (const auto* route = std::get_if<RouteEntry>(&entry)) {
        add(*route, inherited, router.options.route_class);
      } else {
        const auto& include = std::get<IncludeEntry>(entry);
        if (include.router == nullptr) {
          faults_.push_back(place(include.location) + ": a router includes itself");
          continue;
        }
        check_prefix(include.options.prefix, place(include.location), faults_);
        Inherited inner = add_options(add_options(inherited, include.options), include.router->options);
        inner.layers.insert(inner.layers.end(), include.router->layers.rbegin(), include.router->layers.rend());
        walk(*include.router, inner, place(include.location));
      }
    }
  }

  void add(const RouteEntry& route, const Inherited& inherited, RouteClass route_class) {
    EffectiveRoute effective{&route, inherited.prefix + route.path, route.options, inherited.dependencies,
                             inherited.layers};
    if (effective.path.empty()) {
      faults_.push_back(place(route.location) + ": path and prefix are both empty; write \"/\"");
      return;
    }
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
    if (options.response_class == nullptr) options.response_class = inherited.response_class;
    if (options.generate_unique_id_function == nullptr) options.generate_unique_id_function = inherited.unique_id;
    if (options.route_class == nullptr) options.route_class = route_class;
    append(effective.dependencies, route.options.dependencies.items());
    routes.push_back(std::move(effective));
  }

  std::vector<std::string>& faults_;
};

}  // namespace

std::vector<EffectiveRoute> flatten(const RouterData& root, std::vector<std::string>& faults) {
  Flattener flattener(faults);
  flattener.walk_app(root);
  return std::move(flattener.routes);
}

std::string describe_place(const RouteEntry& route, const std::string& path) {
  const std::string name = route.options.name.empty() ? std::string(route.handler->name) : route.options.name;
  return place(route.location) + ": " +
         (route.is_websocket ? "WebSocket" : std::string(http::method_name(route.method))) + " " + path +
         (name.empty() ? "" : " (" + name + ")");
}

}  // namespace talaria::app
