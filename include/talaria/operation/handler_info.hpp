// handler_info<F>: the table of a handler: that of a callable, and how its result becomes a response.
#pragma once
#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include <talaria/dependency/parameter_object.hpp>
#include <talaria/describe/response_or.hpp>
#include <talaria/describe/server_sent_event.hpp>
#include <talaria/http/streaming_response.hpp>

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
/// How the values of a stream of type S become content.
template <class S, class T = typename S::value_type>
constexpr describe::StreamInfo describe_stream(bool may_block) {
  describe::StreamInfo info{[](void* stream) { return std::move(*static_cast<S*>(stream)).release(); }, may_block};
  if constexpr (std::convertible_to<const T&, std::string_view>) info.octets = &http::detail::octets_of<T>;
  if constexpr (std::same_as<T, ServerSentEvent>) {
    info.write_event = [](const void*, const void* event, std::string& out) {
      static_cast<const ServerSentEvent*>(event)->write(out);
    };
  }
  return info;
}
template <class S>
inline constexpr describe::StreamInfo stream_info = describe_stream<S>(false);
template <class T>
inline constexpr describe::StreamInfo stream_info<Generator<T>> = describe_stream<Generator<T>>(true);

template <class S, class T = typename S::value_type>
struct StreamResult {
  static constexpr void describe(describe::ResultInfo& info) {
    info.kind = describe::ResultKind::stream;
    info.stream = &stream_info<S>;
    if constexpr (!std::same_as<T, ServerSentEvent> && !std::same_as<T, std::string_view>) {
      info.type = &model::type_info<T>;
    }
  }
};
template <class T>
struct HandlerResult<Stream<T>> : StreamResult<Stream<T>> {};
template <class T>
struct HandlerResult<Generator<T>> : StreamResult<Generator<T>> {};

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
