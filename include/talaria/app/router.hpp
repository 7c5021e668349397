// Router: routes that belong together (FastAPI's APIRouter). An App is filled in the same way.
#pragma once
#include <source_location>
#include <string_view>
#include <utility>

#include <talaria/base/owned.hpp>
#include <talaria/describe/route_options.hpp>
#include <talaria/files/frontend.hpp>
#include <talaria/http/method.hpp>
#include <talaria/http/service.hpp>
#include <talaria/middleware/middleware.hpp>
#include <talaria/operation/handler_info.hpp>
#include <talaria/operation/path_check.hpp>

namespace talaria {

class Router;

namespace app {
struct RouteEntry;
struct RouterHandle;
}  // namespace app

/// What a Router and an App have in common: the calls that register routes.
///
/// A handler is a template argument (`get<read_item>("/items/{item_id}")`), which lets the compiler check its path and
/// gives the operation its name; or it is an object, such as a capturing lambda, which the route keeps and which needs
/// `{.name = "..."}`. Faults that only the whole app shows are reported together when it starts.
class Routes {
 public:
  template <auto F>
  using Path = operation::PathFor<operation::handler_info<F>>;
  using Location = std::source_location;

  // clang-format off
  template <auto F> void get(Path<F> path, Location at = Location::current()) { add<F>(http::Method::get, path.text(), nullptr, at); }
  template <auto F> void get(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::get, path.text(), &options, at); }
  template <auto F> void post(Path<F> path, Location at = Location::current()) { add<F>(http::Method::post, path.text(), nullptr, at); }
  template <auto F> void post(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::post, path.text(), &options, at); }
  template <auto F> void put(Path<F> path, Location at = Location::current()) { add<F>(http::Method::put, path.text(), nullptr, at); }
  template <auto F> void put(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::put, path.text(), &options, at); }
  template <auto F> void patch(Path<F> path, Location at = Location::current()) { add<F>(http::Method::patch, path.text(), nullptr, at); }
  template <auto F> void patch(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::patch, path.text(), &options, at); }
  template <auto F> void delete_(Path<F> path, Location at = Location::current()) { add<F>(http::Method::delete_, path.text(), nullptr, at); }
  template <auto F> void delete_(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::delete_, path.text(), &options, at); }
  template <auto F> void head(Path<F> path, Location at = Location::current()) { add<F>(http::Method::head, path.text(), nullptr, at); }
  template <auto F> void head(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::head, path.text(), &options, at); }
  template <auto F> void options(Path<F> path, Location at = Location::current()) { add<F>(http::Method::options, path.text(), nullptr, at); }
  template <auto F> void options(Path<F> path, const RouteOptions& options, Location at = Location::current()) { add<F>(http::Method::options, path.text(), &options, at); }

  template <class F> void get(std::string_view path, F handler, const RouteOptions& options, Location at = Location::current()) { keep(http::Method::get, path, std::move(handler), options, at); }
  template <class F> void post(std::string_view path, F handler, const RouteOptions& options, Location at = Location::current()) { keep(http::Method::post, path, std::move(handler), options, at); }
  template <class F> void put(std::string_view path, F handler, const RouteOptions& options, Location at = Location::current()) { keep(http::Method::put, path, std::move(handler), options, at); }
  template <class F> void patch(std::string_view path, F handler, const RouteOptions& options, Location at = Location::current()) { keep(http::Method::patch, path, std::move(handler), options, at); }
  template <class F> void delete_(std::string_view path, F handler, const RouteOptions& options, Location at = Location::current()) { keep(http::Method::delete_, path, std::move(handler), options, at); }
  // clang-format on

  /// Registers the handler of a WebSocket, `Task<void> echo(WebSocket& socket, ...)`. Its parameters are those of other
  /// handlers, but for Body; of the options only name and dependencies matter, since the OpenAPI document has no place
  /// for it.
  template <auto F>
  void websocket(Path<F> path, Location at = Location::current()) {
    converse<F>(path.text(), nullptr, at);
  }
  template <auto F>
  void websocket(Path<F> path, const RouteOptions& options, Location at = Location::current()) {
    converse<F>(path.text(), &options, at);
  }

  /// Adds the routes of `router`, now and whatever it is given later, below `options.prefix`.
  void include_router(const Router& router, const RouterOptions& options, Location at = Location::current());
  void include_router(const Router& router, Location at = Location::current());

  /// Gives what comes for paths below `path` to another service: a StaticFiles, another App with its documents, or any
  /// http::Service. It sees the rest of the path, see Request::root_path, and every method; it starts and stops with
  /// the app. `service` must outlive the app; an object that is given away (`StaticFiles{...}`) is kept.
  void mount(std::string_view path, http::Service& service, std::string_view name = {},
             Location at = Location::current()) {
    add_mount(path, Owned<http::Service>(&service, [](http::Service*) noexcept {}), name, at);
  }
  template <class S>
    requires(std::is_base_of_v<http::Service, S>)
  void mount(std::string_view path, S&& service, std::string_view name = {}, Location at = Location::current()) {
    add_mount(path, make_owned<http::Service, S>(std::move(service)), name, at);
  }

  /// Serves what the build of a web page's program made, at paths that no route fits: `app.frontend("/", {.directory =
  /// "dist"})`. The dependencies of app and routers count for it, too. Throws what the constructor of Frontend throws.
  void frontend(std::string_view path, const FrontendOptions& options, Location at = Location::current());

  /// Puts an `M` around what is registered here: `app.add_middleware<CORSMiddleware>({.allow_origins = {...}})`. What
  /// is added last stands outermost (Starlette's order). That of an App sees every request, those that no route fits
  /// too; that of a Router the requests of its routes and of the routers in it, with errors as the responses they
  /// became. Throws what the constructor of `M` throws: options that cannot be end the program before it serves.
  template <class M>
  void add_middleware(const middleware::OptionsOf<M>& options = {}) {
    constexpr bool fits = middleware::Middleware<M>;
    static_assert(
        fits, "talaria[T121]: middleware is a class with `Task<Response> dispatch(Request& request, Next next) const`");
    if constexpr (fits) add_layer(&middleware::detail::dispatch<M>, middleware::make<M>(options));
  }
  /// The same for a function, `app.middleware<add_process_time_header>()`, written `Task<Response> f(Request& request,
  /// Next next)`.
  template <auto F>
  void middleware() {
    constexpr bool fits = middleware::MiddlewareFunction<decltype(F)>;
    static_assert(fits,
                  "talaria[T116]: middleware is a function written `Task<Response> f(Request& request, Next next)`");
    if constexpr (fits) add_layer(&middleware::detail::call_function<F>, nullptr);
  }
  /// The same for an object, such as a lambda, which is kept.
  template <class F>
  void middleware(F function) {
    constexpr bool fits = middleware::MiddlewareFunction<F>;
    static_assert(fits,
                  "talaria[T116]: middleware is a function written `Task<Response> f(Request& request, Next next)`");
    if constexpr (fits) {
      add_layer(&middleware::detail::call_object<F>, make_owned<const void, const F>(std::move(function)));
    }
  }

  /// The routes as they were registered, for whoever freezes them.
  [[nodiscard]] const app::RouterHandle& registered() const { return *handle_; }

 protected:
  explicit Routes(const RouterOptions* options);
  ~Routes();
  Routes(const Routes&);
  Routes& operator=(const Routes&);

 private:
  template <auto F>
  void add(http::Method method, std::string_view path, const RouteOptions* options, Location at) {
    add_route(method, path, operation::handler_info<F>, options, at);
  }
  template <class F>
  void keep(http::Method method, std::string_view path, F handler, const RouteOptions& options, Location at) {
    add_kept(method, path, operation::kept_handler_info<F>, make_owned<const void, const F>(std::move(handler)),
             options, at);
  }
  template <auto F>
  void converse(std::string_view path, const RouteOptions* options, Location at) {
    constexpr bool fits = std::is_same_v<typename dependency::CallableTraits<decltype(F)>::Result, talaria::Task<void>>;
    static_assert(fits,
                  "talaria[T113]: the handler of a WebSocket is written `Task<void> handler(WebSocket& socket, ...)`");
    if constexpr (fits) add_websocket(path, operation::handler_info<F>, options, at);
  }
  // Plain arguments only: this call is all the code that one more registration costs.
  void add_route(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                 const RouteOptions* options, Location at);
  void add_websocket(std::string_view path, const describe::CallableInfo& handler, const RouteOptions* options,
                     Location at);
  void add_kept(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                Owned<const void> object, const RouteOptions& options, Location at);

  void add_layer(http::LayerFunction call, Owned<const void> object);
  void add_mount(std::string_view path, Owned<http::Service> service, std::string_view name, Location at);

  Owned<app::RouterHandle> handle_;
};

/// A group of routes with a prefix, tags and dependencies of its own; included into an App or into another Router.
/// Copies share their routes.
class Router : public Routes {
 public:
  Router() : Routes(nullptr) {}
  explicit Router(const RouterOptions& options) : Routes(&options) {}
};

}  // namespace talaria
