// What middleware is: a class that stands around requests. Apps and routers keep theirs as layers, see http/next.hpp.
#pragma once
#include <concepts>
#include <type_traits>
#include <utility>

#include <talaria/base/owned.hpp>
#include <talaria/http/next.hpp>

namespace talaria::middleware {

/// A class with `Task<Response> dispatch(Request& request, Next next) const` (Starlette's BaseHTTPMiddleware). One
/// object serves all requests, on all loops at once, which is why `dispatch` is const.
template <class M>
concept Middleware = requires(const M& object, Request& request, Next next) {
  { object.dispatch(request, next) } -> std::same_as<Task<Response>>;
};

/// A function, or an object that is called like one: `Task<Response> timed(Request& request, Next next)`.
template <class F>
concept MiddlewareFunction = requires(const F& function, Request& request, Next next) {
  { function(request, next) } -> std::same_as<Task<Response>>;
};

/// Stands for the options of middleware that has none.
struct NoOptions {};

namespace detail {

template <class M>
struct OptionsOf {
  using Type = NoOptions;
};
template <class M>
  requires requires { typename M::Options; }
struct OptionsOf<M> {
  using Type = typename M::Options;
};

template <class M>
Task<Response> dispatch(const void* object, Request& request, Next next) {
  return static_cast<const M*>(object)->dispatch(request, next);
}
template <class F>
Task<Response> call_object(const void* object, Request& request, Next next) {
  return (*static_cast<const F*>(object))(request, next);
}
template <auto F>
Task<Response> call_function(const void*, Request& request, Next next) {
  return F(request, next);
}

}  // namespace detail

/// What M is made of: its member type `Options`, or nothing.
template <class M>
using OptionsOf = typename detail::OptionsOf<M>::Type;

/// An `M` made of its options. Throws what M's constructor throws.
template <class M>
[[nodiscard]] Owned<const void> make(const OptionsOf<M>& options) {
  if constexpr (std::is_same_v<OptionsOf<M>, NoOptions>) {
    return make_owned<const void, const M>();
  } else {
    return make_owned<const void, const M>(options);
  }
}

}  // namespace talaria::middleware
