// From registrations to the tables that requests run on. All faults are found before the port opens.
#include "app/frontend_handler.hpp"
#include "app/frozen.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include <talaria/base/strings.hpp>
#include <talaria/describe/access_policy.hpp>
#include <talaria/http/status.hpp>
#include <talaria/openapi/asyncapi.hpp>
#include <talaria/openapi/document.hpp>

namespace talaria {

namespace {

describe::OperationInfo make_info(const app::EffectiveRoute& route, const routing::PathPattern& pattern) {
  describe::OperationInfo info;
  info.method = route.entry->method;
  info.path = route.path;
  info.document_path = pattern.document_path();
  info.handler = route.entry->handler;
  info.name = route.options.name.empty() ? std::string(route.entry->handler->name) : route.options.name;
  info.options = route.options;
  info.location = route.entry->location;
  app::complete_info(info);
  return info;
}

// Documents with equal ids are no good for client generators, but they can be served; so does FastAPI see it.
void warn_of_equal_ids(const std::vector<const describe::OperationInfo*>& operations) {
  std::map<std::string_view, const describe::OperationInfo*> known;
  for (const auto* operation : operations) {
    if (known.emplace(operation->operation_id, operation).second) continue;
    std::fprintf(stderr, "WARNING: Duplicate Operation ID %s for function %s at %s:%u\n",
                 operation->operation_id.c_str(), operation->name.c_str(), operation->location.file_name(),
                 unsigned(operation->location.line()));
  }
}

// Whether what the handler yields, or does not, is what its response class is made of.
std::string stream_fault(const describe::OperationInfo& info) {
  const describe::ResultInfo& result = info.handler->result;
  const describe::ResponseClassInfo& response_class = *info.response_class;
  const bool streams = response_class.make_of_stream != nullptr;
  if (result.stream == nullptr) {
    const bool gives_response = result.kind == describe::ResultKind::response || result.response != nullptr;
    return streams && !gives_response ? "its response class is for handlers that yield (Stream<T>, Generator<T>)" : "";
  }
  if (response_class.is_event_stream && (result.type != nullptr || result.stream->write_event != nullptr)) return "";
  if (result.stream->write_event != nullptr) {
    return "a ServerSentEvent is sent by {.response_class = response_class<EventSourceResponse>}";
  }
  if (streams) return result.stream->octets == nullptr ? "its response class sends texts, and it yields none" : "";
  const bool is_default = response_class.is_json && response_class.make_of_json == nullptr;
  if (!is_default) return "the response class of a handler that yields is derived from StreamingResponse";
  return result.type == nullptr ? "views are no JSON; yield std::string, or say a class derived from StreamingResponse"
                                : "";
}

// What an option says that cannot be.
void check_options(const describe::OperationInfo& info, const std::string& where, std::vector<std::string>& faults) {
  const RouteOptions& options = info.options;
  const auto check_part = [&](std::string_view name, const JsonPart& part) {
    if (!part.fault().empty()) faults.push_back(where + ": " + std::string(name) + " is no JSON: " + part.fault());
  };
  check_part("openapi_extra", options.openapi_extra);
  if (std::string fault = stream_fault(info); !fault.empty()) faults.push_back(where + ": " + fault);
  if (info.response_type != nullptr && !http::allows_content(options.status_code.value_or(200))) {
    faults.push_back(where + ": Status code " + std::to_string(*options.status_code) +
                     " must not have a response body");
  }
  for (const auto& [key, spec] : options.responses.entries()) {
    check_part("content of response " + key.text(), spec.content);
    check_part("headers of response " + key.text(), spec.headers);
    check_part("links of response " + key.text(), spec.links);
    if (spec.model != nullptr && key.status_code() != 0 && !http::allows_content(key.status_code())) {
      faults.push_back(where + ": Status code " + key.text() + " must not have a response body");
    }
  }
}

std::string join(const std::vector<std::string>& faults) {
  std::string text = faults.size() == 1
                         ? "The app cannot start, its registrations have a fault:"
                         : "The app cannot start, its registrations have " + std::to_string(faults.size()) + " faults:";
  for (const auto& fault : faults) text += "\n  " + fault;
  return text;
}

class Freezer {
 public:
  // Without a state (nullptr) the operations can be documented, but not run.
  Freezer(const StateMap* state, const DependencyOverrides& overrides, bool require_access_policy,
          std::vector<std::string>& faults)
      : state_(state), overrides_(overrides), require_access_policy_(require_access_policy), faults_(faults) {}

  // The operation of a route, or nothing when its path is no path.
  std::optional<operation::Operation> freeze(const app::EffectiveRoute& route) {
    const std::string where = app::describe_place(*route.entry, route.path);
    const auto pattern = routing::parse_path_pattern(route.path);
    if (!pattern) {
      faults_.push_back(where + ": " + pattern.error().message);
      return std::nullopt;
    }
    pattern_ = *pattern;
    const auto captures = pattern_.capture_names();
    if (captures.size() > routing::max_captures) {
      faults_.push_back(where + ": a path has at most " + std::to_string(routing::max_captures) + " captures");
      return std::nullopt;
    }
    operation::Operation operation{make_info(route, pattern_), {}, {}};
    check_options(operation.info, where, faults_);
    operation.info.callbacks = app::document_routes(operation.info.options.callbacks);
    if (operation.info.name.empty()) faults_.push_back(where + ": a handler that is a lambda needs {.name = \"...\"}");
    operation::PlanRequest request{
        route.entry->handler,     route.entry->object.get(), &route.dependencies, &captures, &overrides_, state_,
        route.entry->is_websocket};
    std::vector<std::string> problems;
    operation.plan = operation::compile_plan(request, problems);
    // The document shows what the app declares, not what a test put in its place.
    const DependencyOverrides no_overrides;
    std::vector<std::string> ignored;
    request.overrides = &no_overrides;
    request.state = nullptr;
    const operation::Plan declared = operation::compile_plan(request, ignored);
    operation::collect_parameters(declared, operation.info);
    operation::collect_security(declared, operation.info);
    operation::collect_errors(declared, operation.info);
    for (const auto& layer : route.layers) operation.layers.push_back({layer.call, layer.object.get()});
    if (require_access_policy_ && !describe::has_access_policy(operation.info)) {
      faults_.push_back(
          where +
          ": the app wants to know of each route who may call it; let it depend on a security scheme or an "
          "access rule, or say {.is_public = true}");
    }
    for (const auto& problem : problems) faults_.push_back(where + ": " + problem);
    for (const auto& fault : openapi::document_faults(operation.info)) faults_.push_back(where + ": " + fault);
    return operation;
  }

  [[nodiscard]] const routing::PathPattern& pattern() const { return pattern_; }

 private:
  const StateMap* state_;
  const DependencyOverrides& overrides_;
  bool require_access_policy_;
  std::vector<std::string>& faults_;
  routing::PathPattern pattern_;
};

void keep(std::vector<std::shared_ptr<const void>>& kept, const app::EffectiveRoute& route) {
  kept.push_back(route.entry->object);
  for (const auto& layer : route.layers) kept.push_back(layer.object);
}

template <class Frozen>
std::string operation_name(const Frozen& frozen, const app::EffectiveRoute& route) {
  return route.entry->is_websocket ? frozen.websocket_operations.back().info.name : frozen.operations.back().info.name;
}

template <class Frozen>
void put_route(Frozen& frozen, const app::EffectiveRoute& route, Freezer& freezer) {
  auto operation = freezer.freeze(route);
  if (!operation) return;
  if (route.entry->is_websocket) {
    frozen.websocket_operations.push_back(std::move(*operation));
    frozen.websockets.add(http::Method::get, freezer.pattern(), frozen.websocket_endpoints.size());
    frozen.websocket_endpoints.push_back({&frozen.websocket_operations.back()});
  } else {
    frozen.operations.push_back(std::move(*operation));
    frozen.table.add(frozen.operations.back().info.method, freezer.pattern(),
                     frozen.pages.size() + frozen.endpoints.size());
    frozen.endpoints.push_back({&frozen.operations.back()});
  }
  frozen.names.push_back({operation_name(frozen, route), freezer.pattern(), nullptr, false});
  keep(frozen.kept, route);
}

// A service takes everything below its path, whatever the method; handshakes of WebSockets, too.
template <class Frozen>
void put_mount(Frozen& frozen, const app::EffectiveMount& mount, std::vector<std::string>& faults) {
  const auto pattern = routing::parse_path_pattern(mount.path + "/{path:path}");
  if (!pattern) {
    faults.push_back(app::describe_place(mount) + ": " + pattern.error().message);
    return;
  }
  app::Mounted mounted{mount.entry->service.get(), {}};
  for (const auto& layer : mount.layers) {
    mounted.layers.push_back({layer.call, layer.object.get()});
    frozen.kept.push_back(layer.object);
  }
  frozen.kept.push_back(mount.entry->service);
  const auto* const names = dynamic_cast<const http::RouteNames*>(mount.entry->service.get());
  frozen.names.push_back({mount.entry->name, *pattern, names, true});
  frozen.mounts.push_back(std::move(mounted));
  for (int method = 0; method <= http::named_method_count; ++method) {
    frozen.table.add(static_cast<http::Method>(method), *pattern, frozen.pages.size() + frozen.endpoints.size());
  }
  frozen.endpoints.push_back({nullptr, &frozen.mounts.back()});
  frozen.websockets.add(http::Method::get, *pattern, frozen.websocket_endpoints.size());
  frozen.websocket_endpoints.push_back({nullptr, &frozen.mounts.back()});
}

template <class Frozen>
void put_frontend(Frozen& frozen, app::EffectiveRoute frontend, Freezer& freezer) {
  const std::string path = frontend.path;
  frontend.path = (path == "/" ? "" : path) + "/{path:path}";
  auto operation = freezer.freeze(frontend);
  if (!operation) return;
  const auto* const handler = static_cast<const app::FrontendHandler*>(frontend.entry->object.get());
  // The longest path first; of equal ones the first.
  const auto place = std::find_if(frozen.frontends.begin(), frozen.frontends.end(),
                                  [&path](const auto& other) { return other.path.size() < path.size(); });
  frozen.frontends.insert(place, {path, &handler->frontend, std::move(*operation)});
  keep(frozen.kept, frontend);
}

bool has_shown_websockets(const app::Flattened& flattened) {
  for (const auto& route : flattened.routes) {
    const auto* const one = std::get_if<app::EffectiveRoute>(&route);
    if (one != nullptr && one->entry->is_websocket && one->options.include_in_schema) return true;
  }
  return false;
}

}  // namespace

void App::freeze() {
  frozen_ = make_frozen(&state);
}

Owned<App::Frozen> App::make_frozen(const StateMap* states) {
  std::vector<std::string> faults;
  auto frozen = make_owned<Frozen>(exception_handlers_);
  const app::Flattened flattened = app::flatten(*registered().data, *options_.error_policy, faults);
  frozen->pages = app::make_docs_pages(*this, has_shown_websockets(flattened));
  for (std::size_t i = 0; i < frozen->pages.size(); ++i) {
    const auto pattern = routing::parse_path_pattern(frozen->pages[i].path);
    if (!pattern) {
      faults.push_back("app: \"" + frozen->pages[i].path + "\": " + pattern.error().message);
      continue;
    }
    frozen->table.add(http::Method::get, *pattern, i);
    frozen->table.add(http::Method::head, *pattern, i);
    frozen->names.push_back({frozen->pages[i].name, *pattern, nullptr, false});
  }
  for (const auto& [name, part] : {std::pair("swagger_ui_parameters", &options_.swagger_ui_parameters),
                                   std::pair("swagger_ui_init_oauth", &options_.swagger_ui_init_oauth)}) {
    if (!part->fault().empty()) faults.push_back("app: " + std::string(name) + " is no JSON: " + part->fault());
  }
  const auto is_default = [this](const ErrorCatalogue& one) { return one.language == options_.default_language; };
  if (options_.default_language != "en" &&
      std::none_of(options_.languages.begin(), options_.languages.end(), is_default)) {
    faults.push_back("app: default_language is \"" + options_.default_language +
                     "\", of which `languages` has no catalogue");
  }
  Freezer freezer(states, dependency_overrides, options_.require_access_policy, faults);
  for (const auto& route : flattened.routes) {
    if (const auto* mount = std::get_if<app::EffectiveMount>(&route)) {
      if (mount->entry->service.get() == this) {
        faults.push_back(app::describe_place(*mount) + ": an app mounts itself");
        continue;
      }
      put_mount(*frozen, *mount, faults);
    } else {
      put_route(*frozen, std::get<app::EffectiveRoute>(route), freezer);
    }
  }
  for (const auto& frontend : flattened.frontends) put_frontend(*frozen, frontend, freezer);
  const auto& layers = registered().data->layers;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    frozen->layers.push_back({layer->call, layer->object.get()});
    frozen->kept.push_back(layer->object);
  }
  if (!faults.empty()) throw RegistrationError(join(faults));
  frozen->overrides_version = dependency_overrides.version();
  frozen->can_run = states != nullptr;
  return frozen;
}

App::Frozen& App::frozen() {
  // Only a test changes overrides, and it does so between requests.
  if (!frozen_ || !frozen_->can_run || frozen_->overrides_version != dependency_overrides.version()) freeze();
  return *frozen_;
}

App::Frozen& App::documented() {
  // A lifespan may put the state there, and the document must be had without starting the app.
  if (!frozen_) frozen_ = make_frozen(nullptr);
  return *frozen_;
}

std::vector<const describe::OperationInfo*> App::operations() {
  std::vector<const describe::OperationInfo*> operations;
  for (const auto& operation : documented().operations) operations.push_back(&operation.info);
  return operations;
}

std::vector<const describe::OperationInfo*> App::websocket_operations() {
  std::vector<const describe::OperationInfo*> operations;
  for (const auto& operation : documented().websocket_operations) operations.push_back(&operation.info);
  return operations;
}

openapi::DocumentInfo App::document_info() const {
  return {options_.title,
          options_.version,
          options_.summary,
          options_.description,
          options_.terms_of_service,
          options_.contact,
          options_.license_info,
          options_.openapi_tags,
          options_.servers,
          options_.openapi_external_docs,
          options_.separate_input_output_schemas,
          options_.error_policy};
}

const Json& App::asyncapi() {
  Frozen& tables = documented();
  if (!tables.asyncapi) {
    std::vector<const describe::OperationInfo*> shown;
    for (const auto* operation : websocket_operations()) {
      if (operation->options.include_in_schema) shown.push_back(operation);
    }
    tables.asyncapi = openapi::build_asyncapi_document(document_info(), shown);
  }
  return *tables.asyncapi;
}

const std::string& App::openapi_text() {
  static_cast<void>(openapi());
  return documented().openapi_text;
}

const Json& App::openapi() {
  Frozen& tables = documented();
  if (!tables.openapi) {
    std::vector<const describe::OperationInfo*> shown;
    for (const auto* operation : operations()) {
      if (operation->options.include_in_schema) shown.push_back(operation);
    }
    warn_of_equal_ids(shown);
    Json document = openapi::build_document(document_info(), shown, app::document_routes(webhooks));
    if (options_.custom_openapi != nullptr) document = options_.custom_openapi(std::move(document));
    tables.openapi = std::move(document);
    tables.openapi_text = dump_json(*tables.openapi);
  }
  return *tables.openapi;
}

}  // namespace talaria
