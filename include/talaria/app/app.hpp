// App: the application. Routers, exception handlers and state go in; it answers requests and documents itself.
#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/app/callbacks.hpp>
#include <talaria/app/exception_handlers.hpp>
#include <talaria/app/router.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/base/state_map.hpp>
#include <talaria/describe/operation_info.hpp>
#include <talaria/http/route_names.hpp>
#include <talaria/http/service.hpp>
#include <talaria/openapi/metadata.hpp>
#include <talaria/operation/overrides.hpp>
#include <talaria/websocket/limits.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {

class App;

namespace app {
struct Mounted;
}

namespace openapi {
struct DocumentInfo;
}
namespace operation {
struct Operation;
}
namespace routing {
struct Captures;
struct Match;
}  // namespace routing

/// Everything that is wrong with the registrations of an app, each fault with the place where the route was registered.
class RegistrationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What an app is told when it is made. Everything may be left out.
struct AppOptions {
  /// The default is FastAPI's own, so that a port keeps its document.
  std::string title = "FastAPI";
  std::string version = "0.1.0";
  std::string summary = {};
  std::string description = {};
  std::string terms_of_service = {};
  std::optional<Contact> contact = {};
  std::optional<License> license_info = {};
  std::vector<Tag> openapi_tags = {};
  std::vector<ServerInfo> servers = {};
  /// Whether a model that is written otherwise than it is read has two schemas, `Item-Input` and `Item-Output`.
  bool separate_input_output_schemas = true;
  /// Where the OpenAPI document is; std::nullopt switches it and both pages off.
  std::optional<std::string> openapi_url = "/openapi.json";
  /// Changes the document, once, before anybody sees it (what FastAPI's users put in place of `app.openapi`).
  Json (*custom_openapi)(Json document) = nullptr;
  /// Where Swagger UI is; std::nullopt switches it off.
  std::optional<std::string> docs_url = "/docs";
  /// Where ReDoc is; std::nullopt switches it off.
  std::optional<std::string> redoc_url = "/redoc";
  /// Where the AsyncAPI document of the WebSocket routes is, if there are any; std::nullopt switches it and its page
  /// off, and so does openapi_url = std::nullopt.
  std::optional<std::string> asyncapi_url = "/asyncapi.json";
  /// Where the page is that shows it; std::nullopt switches it off.
  std::optional<std::string> asyncapi_docs_url = "/asyncapi";
  /// Settings of Swagger UI, merged over FastAPI's: `R"({"deepLinking": false})"`.
  JsonPart swagger_ui_parameters = {};
  /// What Swagger UI's login begins with, such as `R"({"clientId": "web", "usePkceWithAuthorizationCodeGrant":
  /// true})"`.
  JsonPart swagger_ui_init_oauth = {};
  /// Where an OAuth2 server sends Swagger UI back to; std::nullopt switches the page off.
  std::optional<std::string> swagger_ui_oauth2_redirect_url = "/docs/oauth2-redirect";
  /// What errors look like, in answers and in the document; FastAPI's unless said.
  /// `error_policy<ProblemErrors>` is RFC 9457. What exception handlers give counts more.
  const describe::ErrorPolicy* error_policy = talaria::error_policy<DefaultErrors>;
  /// In which languages texts of validation errors come, beside English: `{languages::german, languages::spanish}`.
  /// The client chooses with `Accept-Language`. Without any, that field makes no difference.
  std::vector<ErrorCatalogue> languages = {};
  /// The language of who asks for none of them.
  std::string default_language = "en";
  /// Run for every route of the app.
  DependencyList dependencies = {};
  /// Documented for every route of the app.
  ResponseMap responses = {};
  /// What becomes of the values of handlers: JSON unless said.
  const describe::ResponseClassInfo* default_response_class = nullptr;
  bool deprecated = false;
  bool include_in_schema = true;
  UniqueIdFunction generate_unique_id_function = nullptr;
  /// For the routes of the app itself, not for those of routers that it includes.
  RouteClass route_class = nullptr;
  /// Documentation elsewhere.
  std::optional<ExternalDocs> openapi_external_docs = {};
  /// Where a proxy shows the app, `/api/v1`, when it cuts that off or not: it stands before the URLs of the pages, and
  /// routes are looked up behind it. See Request::root_path.
  std::string root_path = {};
  /// Whether the document names it among its servers.
  bool root_path_in_servers = true;
  /// Whether a path that fits but for its last slash is answered with a redirect (307).
  bool redirect_slashes = true;
  /// Whether a body is only read as JSON when its content type says so. Without that, another site's page can send JSON
  /// to an app on the visitor's own machine.
  bool strict_content_type = true;
  /// Whether each route has to say who may call it: by a security scheme or an access rule among its dependencies, or
  /// by `is_public`. One that does not is a fault at the start; a route that was forgotten is not open then.
  bool require_access_policy = false;
  /// Runs around the serving: what stands before its `co_yield {}` at the start, what stands behind it at the end.
  Resource<> (*lifespan)(App& app) = nullptr;
  /// What the clients of WebSockets may send.
  WebSocketLimits websocket_limits = {};

  ~AppOptions();
};

/// An application. Filled while the program starts, then served: by run(), by a Server or by a TestClient. Not copied.
class App : public Routes, public http::Service, public http::RouteNames {
 public:
  App();
  explicit App(const AppOptions& options);
  App(const App&) = delete;
  App& operator=(const App&) = delete;
  ~App() override;

  /// Registers an exception handler: `app.exception_handler<unicorn_exception_handler>();`.
  template <auto F>
  void exception_handler() {
    exception_handlers_.add<F>();
  }

  /// The objects that handlers get at with `State<T>`.
  StateMap state;
  /// What the application sends to those who subscribed, for the document.
  Callbacks webhooks;
  /// Other callables in place of dependencies, for tests.
  DependencyOverrides dependency_overrides;

  using Routes::options;  // registers a route, as get and post do
  [[nodiscard]] const AppOptions& options() const { return options_; }

  /// Checks all registrations and makes the tables that requests run on; called at the start. Throws RegistrationError
  /// with every fault. Routes that are added later are not seen before the next call.
  void freeze();
  /// The operations in the order of their registration. Needs no state, so it can be had before the lifespan has run.
  [[nodiscard]] std::vector<const describe::OperationInfo*> operations();
  /// The OpenAPI document. Needs no state either.
  [[nodiscard]] const Json& openapi();
  /// The same as JSON text, made once.
  [[nodiscard]] const std::string& openapi_text();
  /// The operation that a request leads to, by method and path; null where no route of this app itself answers.
  [[nodiscard]] const describe::OperationInfo* find_operation(const Request& request);

  /// The operations of the WebSocket routes, in the same way.
  [[nodiscard]] std::vector<const describe::OperationInfo*> websocket_operations();
  /// The AsyncAPI 3.0 document of the WebSocket routes. Needs no state either.
  [[nodiscard]] const Json& asyncapi();

  /// The path of a route by its name, see Request::url_for: `app.url_path_for("read_item", {{"id", 5}})`. Needs no
  /// state. Throws http::NoMatchFound.
  [[nodiscard]] std::string url_path_for(std::string_view name, std::initializer_list<http::PathParam> params = {});
  [[nodiscard]] std::optional<std::string> find_path(std::string_view name,
                                                     std::span<const http::PathParam> params) const override;

  Task<Response> handle(Request& request) override;
  std::optional<Task<Response>> answer(Request& request, async::Context& context,
                                       std::optional<Response>& response) override;
  /// Runs the first half of the lifespan and freezes.
  Task<void> startup() override;
  /// Runs the second half of the lifespan.
  Task<void> shutdown() override;

 private:
  struct Frozen;

  Frozen& frozen();
  Frozen& documented();
  Task<Response> handle_in_layers(Request& request, const Frozen& tables);
  Task<Response> route(Request& request, const Frozen& tables);
  Task<Response> guard(Request& request, Task<Response> task, const Frozen& tables);
  Task<Response> answer_itself(Request& request, routing::Match match, const Frozen& tables);
  Task<Response> run_route(Request& request, const operation::Operation& operation, routing::Captures captures,
                           const Frozen& tables);
  Task<Response> with_error_responses(Request& request, Task<Response> task);
  Task<Response> handle_mounted(Request& request, const app::Mounted& mounted, const routing::Captures& captures);
  std::optional<Task<Response>> handle_frontend(Request& request, const Frozen& tables);
  Task<void> start_mounts();
  Task<void> stop_mounts();
  Task<Response> handle_websocket(Request& request, const Frozen& tables);
  Task<Response> start_websocket(Request& request, const operation::Operation& operation,
                                 const routing::Captures& captures, const std::string& accept_value);
  Owned<Frozen> make_frozen(const StateMap* states);
  [[nodiscard]] openapi::DocumentInfo document_info() const;

  AppOptions options_;
  ExceptionHandlers exception_handlers_;
  Owned<Frozen> frozen_;
  describe::AnyResource lifespan_;
  std::vector<http::Service*> started_;  // of what is mounted
};

}  // namespace talaria
