// Parameter objects: a struct whose members are all parameters is a parameter itself (FastAPI's classes as
// dependencies).
#pragma once
#include <concepts>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#include <talaria/dependency/describe_callable.hpp>
#include <talaria/model/reflect/aggregate.hpp>

namespace talaria::dependency {

namespace detail {

template <class T, std::size_t... I>
consteval bool all_bindable(std::index_sequence<I...>) {
  return sizeof...(I) > 0 && (params::Bindable<model::reflect::MemberType<T, I>> && ...);
}

template <class T>
consteval bool is_parameter_object() {
  if constexpr (!std::is_aggregate_v<T> || !std::is_class_v<T>) {
    return false;
  } else if constexpr (model::reflect::HasBase<T> || model::reflect::member_count<T> > 16) {
    return false;
  } else {
    return all_bindable<T>(std::make_index_sequence<model::reflect::member_count<T>>{});
  }
}

}  // namespace detail

/// A struct whose members are parameters: `struct Paging { Query<int, "skip"> skip; Query<int, "limit"> limit; };`. At
/// most 16 of them. As with any dependency, one object serves all who ask for it within a request.
template <class T>
concept ParameterObject = detail::is_parameter_object<T>();

namespace detail {

template <class T, class Indices>
struct Assemble;
template <class T, std::size_t... I>
struct Assemble<T, std::index_sequence<I...>> {
  using List = TypeList<model::reflect::MemberType<T, I>...>;
  static void call(const void*, void** arguments, void* result) {
    ::new (result) T{params::Argument<model::reflect::MemberType<T, I>>::take(arguments[I])...};
  }
};

template <class T>
constexpr describe::CallableInfo describe_assembly() {
  using Indices = std::make_index_sequence<model::reflect::member_count<T>>;
  using Made = Assemble<T, Indices>;
  describe::CallableInfo info{model::reflect::unqualified(model::reflect::qualified_type_name<T>),
                              describe::Execution::immediate, Parameters<typename Made::List, Indices>::table,
                              describe_result<T>()};
  info.result_key = &result_key<T>;
  info.call = &Made::call;
  return info;
}

/// The table of a parameter object as a dependency.
template <class T>
inline constexpr describe::CallableInfo assembly_info = describe_assembly<T>();

template <class T>
constexpr describe::ParameterInfo describe_parameter_object() {
  describe::ParameterInfo info{describe::Location::dependency};
  info.name = assembly_info<T>.name;
  info.dependency = &assembly_info<T>;
  return info;
}

}  // namespace detail

}  // namespace talaria::dependency

namespace talaria::params {

template <dependency::ParameterObject T>
struct Argument<T> {
  static constexpr describe::ParameterInfo describe() { return dependency::detail::describe_parameter_object<T>(); }
  static T take(void* object) { return *static_cast<const T*>(object); }
};
template <dependency::ParameterObject T>
struct Argument<const T&> {
  static constexpr describe::ParameterInfo describe() { return dependency::detail::describe_parameter_object<T>(); }
  static const T& take(void* object) { return *static_cast<const T*>(object); }
};

}  // namespace talaria::params
