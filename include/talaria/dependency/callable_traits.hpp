// From a function, a callable object or a pointer to one to its argument and result types.
#pragma once
#include <tuple>
#include <type_traits>

#include <talaria/async/stream.hpp>
#include <talaria/async/task.hpp>
#include <talaria/base/result.hpp>
#include <talaria/describe/callable.hpp>

namespace talaria::dependency {

/// A list of types.
template <class... A>
struct TypeList {
  static constexpr std::size_t size = sizeof...(A);
};

namespace detail {

template <class F>
struct Signature {
  static constexpr bool known = false;
  // So that whoever asks gets by until the one message that says what is wrong.
  using Result = void;
  using Arguments = TypeList<>;
};
template <class R, class... A>
struct SignatureOf {
  static constexpr bool known = true;
  using Result = R;
  using Arguments = TypeList<A...>;
};
// clang-format off
template <class R, class... A> struct Signature<R (*)(A...)> : SignatureOf<R, A...> {};
template <class R, class... A> struct Signature<R (*)(A...) noexcept> : SignatureOf<R, A...> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...)> : SignatureOf<R, A...> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) const> : SignatureOf<R, A...> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) noexcept> : SignatureOf<R, A...> {};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) const noexcept> : SignatureOf<R, A...> {};
// clang-format on

template <class F>
concept HasCallOperator = requires { &F::operator(); };
template <HasCallOperator F>
struct Signature<F> : Signature<decltype(&F::operator())> {};
template <HasCallOperator F>
struct Signature<F*> : Signature<decltype(&F::operator())> {};

// The value of what is returned: of a Result the one that it has when there is no error.
template <class T>
struct Unwrapped {
  using Type = T;
};
template <class T, class... E>
struct Unwrapped<Result<T, E...>> {
  using Type = T;
};
template <class T>
inline constexpr bool is_result = !std::is_same_v<typename Unwrapped<T>::Type, T>;

template <class R>
struct ResultTraits {
  using Returned = std::remove_cvref_t<R>;  // what is returned by reference is copied
  using Value = typename Unwrapped<Returned>::Type;
  static constexpr describe::Execution execution = describe::Execution::blocking;
};
template <class T>
struct ResultTraits<Task<T>> {
  using Returned = T;
  using Value = typename Unwrapped<T>::Type;
  static constexpr describe::Execution execution = describe::Execution::coroutine;
};
template <class T>
struct ResultTraits<Stream<T>> {  // the call only makes it
  using Returned = Stream<T>;
  using Value = Stream<T>;
  static constexpr describe::Execution execution = describe::Execution::immediate;
};
template <class T>
struct ResultTraits<Generator<T>> {
  using Returned = Generator<T>;
  using Value = Generator<T>;
  static constexpr describe::Execution execution = describe::Execution::immediate;
};
template <class T>
struct ResultTraits<Resource<T>> {
  using Returned = T;
  using Value = T;
  static constexpr describe::Execution execution = describe::Execution::resource;
};

}  // namespace detail

/// What calling an F needs and gives; `known` is false for what is no callable, is overloaded or is a template.
template <class F>
struct CallableTraits : detail::Signature<std::remove_cvref_t<F>> {};

/// The value that a callable of this type gives: T for Task<T>, Resource<T> and Task<Result<T, Errors...>>.
template <class F>
using ValueOf = typename detail::ResultTraits<typename CallableTraits<F>::Result>::Value;

}  // namespace talaria::dependency
