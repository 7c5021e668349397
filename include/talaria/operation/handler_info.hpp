// handler_info<F>: the table of a handler: that of a callable, and how its result becomes a response.
#pragma once
#include <concepts>
#include <string_view>

#include <talaria/dependency/parameter_object.hpp>
#include <talaria/describe/response_or.hpp>

namespace talaria::operation {

namespace detail {

/// How the value of a handler becomes a response.
template <class T>
struct HandlerResult {
  static constexpr void describe(describe::ResultInfo& info) {
    info.kind = describe::ResultKind::value;
    info.type = &model::type_info<T>;
  }
};
template <std::derived_from<Response> T>
struct HandlerResult<T> {
  static constexpr void describe(describe::ResultInfo&) {}  // as for any callable
};
template <>
struct HandlerResult<void> {
  static constexpr void describe(describe::ResultInfo&) {}
};
template <class T>
struct HandlerResult<ResponseOr<T>> {
  static constexpr void describe(describe::ResultInfo& info) {
    HandlerResult<T>::describe(info);
    info.response = [](void* result) { return static_cast<ResponseOr<T>*>(result)->response(); };
    info.value = [](const void* result) -> const void* { return &static_cast<const ResponseOr<T>*>(result)->value(); };
  }
};

template <class Source>
constexpr describe::CallableInfo describe_handler(std::string_view name) {
  using Traits = dependency::CallableTraits<typename Source::Type>;
  constexpr bool known = Traits::known;
  static_assert(
      known,
      "talaria[T103]: a handler is a function, a callable object or a lambda, neither overloaded nor a template");
  if constexpr (known) {
    using Value = dependency::ValueOf<typename Source::Type>;
    describe::CallableInfo info = dependency::detail::describe_callable<Source>(name);
    constexpr bool runs_once =
        dependency::detail::ResultTraits<typename Traits::Result>::execution != describe::Execution::resource;
    static_assert(
        runs_once,
        "talaria[T104]: a handler returns Task<T> or a plain T; Resource<T> is for dependencies (Depends<f>)");
    HandlerResult<Value>::describe(info.result);
    return info;
  } else {
    return {};
  }
}

}  // namespace detail

/// The table of F as a handler.
template <auto F>
inline constexpr describe::CallableInfo handler_info =
    detail::describe_handler<dependency::detail::Static<F>>(dependency::detail::callable_name<F>());

/// The table of a handler that is an object of type F, which its route keeps.
template <class F>
inline constexpr describe::CallableInfo kept_handler_info =
    detail::describe_handler<dependency::detail::Kept<F>>(std::string_view{});

}  // namespace talaria::operation
