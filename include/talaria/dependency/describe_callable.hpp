// callable_info<F>: the table of a handler or a dependency, and the one function that calls it. This is all the code
// that a registration makes the compiler write.
#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

// clang-format off
#include <talaria/model/describe.hpp>  // first: what compilers say of a model then begins with one include less
// clang-format on
#include <talaria/dependency/callable_traits.hpp>
#include <talaria/dependency/depends.hpp>
#include <talaria/describe/callable.hpp>
#include <talaria/describe/declared_error.hpp>
#include <talaria/describe/route_options.hpp>
#include <talaria/params/parameters.hpp>

namespace talaria::dependency {

namespace detail {

// Its address stands for the type T among results.
template <class T>
inline constexpr char result_key = 0;

template <class... E>
inline constexpr std::array<const describe::ErrorInfo*, sizeof...(E)> error_table{&describe::error_info<E>...};

template <class E, class R>
bool take_error(const R& result, describe::Failure& failure) {
  const E* const error = result.template error_if<E>();
  if (error != nullptr) failure = {&describe::error_info<E>, error};
  return error != nullptr;
}

// What a Result can fail with, and how to get at what it holds.
template <class T>
struct Errors {
  static constexpr void describe(describe::ResultInfo&) {}
};
template <class T, class... E>
struct Errors<Result<T, E...>> {
  static constexpr void describe(describe::ResultInfo& info) {
    info.errors = error_table<E...>;
    info.unwrap = &unwrap;
  }
  static void* unwrap(void* object, describe::Failure& failure) {
    auto& result = *static_cast<Result<T, E...>*>(object);
    if (result.has_value()) return &*result;
    static_cast<void>((take_error<E>(result, failure) || ...));
    return nullptr;
  }
};

// `T` is what is returned, `Value` what whoever asks for it gets.
template <class T, class Value = T>
constexpr describe::ResultInfo describe_result() {
  describe::ResultInfo info;
  if constexpr (!std::is_void_v<T>) {
    constexpr bool aligned = alignof(T) <= alignof(std::max_align_t);
    static_assert(
        aligned,
        "talaria[T114]: a result with a larger alignment than usual (alignas) has no place in a request; give "
        "it as a std::unique_ptr");
    info.size = sizeof(T);
    info.align = alignof(T);
    info.destroy = [](void* result) noexcept { static_cast<T*>(result)->~T(); };
    if constexpr (std::is_base_of_v<Response, Value>) {
      info.kind = describe::ResultKind::response;
      info.response = [](void* result) -> Response* { return static_cast<Value*>(result); };
    } else if constexpr (!std::is_void_v<Value>) {
      info.kind = describe::ResultKind::opaque;
    }
    Errors<T>::describe(info);
  }
  return info;
}

/// The callable itself, for a pointer to a callable object what it points to.
template <class F>
constexpr const auto& callable_of(const F& callable) {
  if constexpr (std::is_pointer_v<F> && !std::is_function_v<std::remove_pointer_t<F>>) {
    return *callable;
  } else {
    return callable;
  }
}

/// Where a callable comes from: a template argument, or an object that the route keeps.
template <auto F>
struct Static {
  using Type = decltype(F);
  static constexpr Type value = F;
  static decltype(auto) get(const void*) {
    if constexpr (std::is_pointer_v<Type> && std::is_function_v<std::remove_pointer_t<Type>>) {
      // The optimiser must not see which function it is: a handler that is inlined into its call is there twice,
      // a quarter of the code that a route costs.
      Type function = F;
      asm("" : "+r"(function));
      return function;
    } else {
      return callable_of(value);
    }
  }
};
template <class F>
struct Kept {
  using Type = F;
  static const auto& get(const void* object) { return callable_of(*static_cast<const F*>(object)); }
};

// The three ways of calling. `arguments` has one address per parameter.
template <class Source, class List, class Indices>
struct Call;
template <class Source, class... A, std::size_t... I>
struct Call<Source, TypeList<A...>, std::index_sequence<I...>> {
  static async::AnyTask start(const void* object, [[maybe_unused]] void** arguments) {
    return Source::get(object)(params::Argument<std::remove_const_t<A>>::take(arguments[I])...).release();
  }
  static describe::AnyResource open(const void* object, [[maybe_unused]] void** arguments) {
    return Source::get(object)(params::Argument<std::remove_const_t<A>>::take(arguments[I])...).release();
  }
  static void call(const void* object, [[maybe_unused]] void** arguments, [[maybe_unused]] void* result) {
    using R = std::remove_cvref_t<typename CallableTraits<typename Source::Type>::Result>;
    if constexpr (std::is_void_v<R>) {
      Source::get(object)(params::Argument<std::remove_const_t<A>>::take(arguments[I])...);
    } else {
      ::new (result) R(Source::get(object)(params::Argument<std::remove_const_t<A>>::take(arguments[I])...));
    }
  }
};

/// Describes parameter number Position, or says that its type is of no known kind.
template <class A, std::size_t Position>
constexpr describe::ParameterInfo describe_parameter() {
  constexpr bool known = params::Bindable<std::remove_const_t<A>>;
  static_assert(
      known,
      "talaria[T101]: a parameter of a handler or a dependency is of no kind that can be filled in (describe_parameter "
      "in the lines around shows its type and position); write Path<T, \"name\">, Query<T, \"name\">, "
      "Header<T, \"name\">, Cookie<T, \"name\">, Body<T>, Form<T, \"name\">, File<UploadFile, \"name\">, "
      "Depends<function>, State<T>, Request&, Response& or "
      "WebSocket&");
  if constexpr (known) {
    return params::Argument<std::remove_const_t<A>>::describe();
  } else {
    return {};
  }
}

/// Whether what reads the body as a stream is the only one to read it.
constexpr bool streams_alone(std::span<const describe::ParameterInfo> parameters) {
  std::size_t bodies = 0;
  bool streams = false;
  for (const auto& parameter : parameters) {
    if (parameter.location != describe::Location::body) continue;
    ++bodies;
    streams = streams || parameter.body_kind == describe::BodyKind::lines;
  }
  return !streams || bodies == 1;
}

/// Whether bodies that share the one JSON object all have a name in it.
constexpr bool bodies_are_named(std::span<const describe::ParameterInfo> parameters) {
  std::size_t bodies = 0;
  bool named = true;
  bool embedded = false;
  for (const auto& parameter : parameters) {
    // A model of a form has no name, and takes the whole form.
    if (parameter.location != describe::Location::body || parameter.is_model) continue;
    ++bodies;
    named = named && !parameter.name.empty();
    embedded = embedded || parameter.facts->embed;
  }
  return named || (bodies == 1 && !embedded);
}

template <class List, class Indices>
struct Parameters;
template <class... A, std::size_t... I>
struct Parameters<TypeList<A...>, std::index_sequence<I...>> {
  static constexpr bool all_known = (params::Bindable<std::remove_const_t<A>> && ...);
  static constexpr std::array<describe::ParameterInfo, sizeof...(A)> table{describe_parameter<A, I>()...};
};

template <class Source>
constexpr describe::CallableInfo describe_callable(std::string_view name) {
  static_assert(CallableTraits<typename Source::Type>::known,
                "talaria[T106]: Depends<f> needs a function, a callable object or a pointer to one, neither overloaded "
                "nor a template");
  using Traits = CallableTraits<typename Source::Type>;
  using List = typename Traits::Arguments;
  using Indices = std::make_index_sequence<List::size>;
  using Result = typename Traits::Result;
  using Returned = typename ResultTraits<Result>::Returned;
  using Value = typename ResultTraits<Result>::Value;
  describe::CallableInfo info{name, ResultTraits<Result>::execution, Parameters<List, Indices>::table,
                              describe_result<Returned, Value>()};
  info.result_key = &result_key<Value>;
  // Out of a coroutine that yields, g++ 12 destroys such an error twice (see docs/gcc12.md).
  constexpr bool yields_errors =
      ResultTraits<Result>::execution == describe::Execution::resource && is_result<Returned>;
  static_assert(
      !yields_errors,
      "talaria[T131]: a Resource yields its value and no Result; throw an HTTPException before its co_yield, or "
      "let it depend on a function that gives the Result");
  if constexpr (Traits::known && Parameters<List, Indices>::all_known) {
    constexpr bool alone = streams_alone(Parameters<List, Indices>::table);
    static_assert(alone,
                  "talaria[T123]: JsonLines takes the whole body, so nothing else can be read from it: neither a Body "
                  "nor a Form, nor another JsonLines");
    constexpr bool named = !alone || bodies_are_named(Parameters<List, Indices>::table);
    static_assert(named,
                  "talaria[T112]: bodies that share one JSON object each need a name in it: Body<Item, \"item\">, "
                  "Body<User, \"user\">");
    using Caller = Call<Source, List, Indices>;
    if constexpr (ResultTraits<Result>::execution == describe::Execution::coroutine) {
      info.start = &Caller::start;
    } else if constexpr (ResultTraits<Result>::execution == describe::Execution::resource) {
      info.open = &Caller::open;
    } else {
      info.call = &Caller::call;
    }
  }
  return info;
}

template <auto F>
constexpr std::string_view callable_name() {
  using T = decltype(F);
  // An object by value has no name of its own; its type's name has to do.
  if constexpr (std::is_class_v<T>) {
    return model::reflect::unqualified(model::reflect::qualified_type_name<T>);
  } else {
    return model::reflect::name_of<F>;
  }
}

/// Whether a callable object calls nothing that blocks, and so may run on the loop although it is no coroutine.
template <class T>
concept RunsOnTheLoop = requires { typename T::talaria_immediate_tag; };

// What an object says of itself beyond its call operator: that it is a security scheme, or a rule of access. It has
// `security_of` and `rule_of` for that, which give where what they say is to be found.
template <auto F>
constexpr describe::CallableInfo describe_static() {
  using T = std::remove_cv_t<std::remove_pointer_t<decltype(F)>>;
  describe::CallableInfo info = describe_callable<Static<F>>(callable_name<F>());
  if constexpr (RunsOnTheLoop<T>) info.execution = describe::Execution::immediate;
  if constexpr (requires { T::security_of(F); }) {
    info.security = T::security_of(F);
    info.security_class = T::security_class(F);
  }
  if constexpr (requires { T::rule_of(F); }) info.access_rule = T::rule_of(F);
  return info;
}

}  // namespace detail

/// The table of F as a dependency; its address is F's identity.
template <auto F>
inline constexpr describe::CallableInfo callable_info = detail::describe_static<F>();

namespace detail {
// clang-format off
constexpr void apply_option(describe::ParameterInfo& info, describe::Scope scope) { info.scope = scope; }
constexpr void apply_option(describe::ParameterInfo& info, use_cache cache) { info.use_cache = cache.value; }
template <std::size_t N> constexpr void apply_option(describe::ParameterInfo& info, const scopes<N>& list) { info.oauth_scopes = list.view(); }
// clang-format on

// Where the text of an option lies.
template <auto Option>
inline constexpr auto static_option = Option;

template <auto F, auto... Options>
constexpr describe::ParameterInfo describe_dependency() {
  describe::ParameterInfo info{describe::Location::dependency};
  info.name = callable_info<F>.name;
  info.dependency = &callable_info<F>;
  (apply_option(info, static_option<Options>), ...);
  return info;
}
}  // namespace detail

}  // namespace talaria::dependency

namespace talaria {

namespace params {
template <auto F, auto... Options>
struct Argument<Depends<F, Options...>> {
  static constexpr describe::ParameterInfo describe() {
    return dependency::detail::describe_dependency<F, Options...>();
  }
  static Depends<F, Options...> take([[maybe_unused]] void* value) {
    if constexpr (std::is_void_v<typename Depends<F, Options...>::value_type>) {
      return {};
    } else {
      return Depends<F, Options...>(*static_cast<typename Depends<F, Options...>::value_type*>(value));
    }
  }
};
}  // namespace params

/// A dependency for the `dependencies` of an app, a router or a route: `{depends<verify_token>}`.
template <auto F, auto... Options>
inline constexpr DependencyRef depends{dependency::detail::describe_dependency<F, Options...>()};

}  // namespace talaria
