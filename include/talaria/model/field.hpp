// Field<T, facts...>: a member of a model, with what must hold of it. It is a T wherever a T is wanted.
#pragma once
#include <compare>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/facts_of.hpp>

namespace talaria {

namespace model::detail {

/// Picks the constructor that takes a value as it is.
struct FromValue {};

/// Whether a U becomes a T without a cast. Asked of every parameter of every handler, and three times cheaper to
/// compile than std::is_convertible.
template <class U, class T>
concept BecomesA = requires(void (*take)(T), U&& value) { take(static_cast<U&&>(value)); };

/// Holds a value of a type that cannot be derived from: numbers, enums, final classes.
template <class T>
class ScalarHolder {
 public:
  constexpr ScalarHolder() = default;
  constexpr ScalarHolder(FromValue, T&& value) : value_(std::move(value)) {}
  constexpr operator const T&() const { return value_; }
  constexpr const T& operator*() const { return value_; }
  constexpr T& base() { return value_; }
  constexpr const T& base() const { return value_; }
  // clang-format off
  constexpr ScalarHolder& operator+=(const T& other) { value_ += other; return *this; }
  constexpr ScalarHolder& operator-=(const T& other) { value_ -= other; return *this; }
  constexpr ScalarHolder& operator*=(const T& other) { value_ *= other; return *this; }
  constexpr ScalarHolder& operator/=(const T& other) { value_ /= other; return *this; }
  // clang-format on

 private:
  T value_{};
};

/// Holds a value by being one, so that a string stays a string with all its members.
template <class T>
class ClassHolder : public T {
 public:
  ClassHolder() = default;
  // Never `using T::T`: `{"a", "b"}` would become a range between two unrelated literals (compilers.md 2).
  ClassHolder(FromValue, T&& value) : T(std::move(value)) {}
  T& base() { return *this; }
  const T& base() const { return *this; }
};

template <class T>
inline constexpr bool derivable = std::is_class_v<T> && !std::is_final_v<T>;

template <class T>
using Holder = std::conditional_t<derivable<T>, ClassHolder<T>, ScalarHolder<T>>;

struct FieldTag {};

}  // namespace model::detail

/// A value of type T together with facts about it: `Field<std::string, min_length{3}, pattern{"^[a-z]+$"}> name;`.
///
/// A class type is inherited from, so `name.size()` works; a scalar converts to `const T&` and has `*field`.
/// A default-constructed field has the default of its facts, if they name one. Facts are checked when a model is
/// validated, not by assignments in C++ code.
template <class T, auto... F>
class Field : public model::detail::Holder<T> {
  using Holder = model::detail::Holder<T>;

 public:
  using talaria_field_tag = model::detail::FieldTag;
  using value_type = T;
  static constexpr const model::Facts& facts = model::facts_of<T, F...>;

  constexpr Field() {
    if constexpr (model::facts_of<T, F...>.has_default) {
      model::facts_of<T, F...>.set_default(static_cast<void*>(&this->base()));
    }
  }
  template <class U>
    requires(!std::is_same_v<std::remove_cvref_t<U>, Field> && model::detail::BecomesA<U, T>)
  constexpr Field(U&& value) : Holder(model::detail::FromValue{}, T(std::forward<U>(value))) {}
  /// Takes over a value as the binder made it.
  constexpr Field(model::detail::FromValue tag, T&& value) : Holder(tag, std::move(value)) {}
};

namespace model::detail {

template <class T>
concept IsField = requires { typename T::talaria_field_tag; };

template <class T>
struct Unwrapped {
  using type = T;
  static constexpr const Facts& facts = no_facts;
  static T& value(T& object) { return object; }
};
template <IsField T>
struct Unwrapped<T> {
  using type = typename T::value_type;
  static constexpr const Facts& facts = T::facts;
  static type& value(T& object) { return object.base(); }
};

/// A type that brings facts along wherever it is a member: `static constexpr const model::Facts& talaria_facts`.
template <class T>
concept HasOwnFacts = requires { T::talaria_facts; };
template <HasOwnFacts T>
struct Unwrapped<T> {
  using type = T;
  static constexpr const Facts& facts = T::talaria_facts;
  static T& value(T& object) { return object; }
};

}  // namespace model::detail

}  // namespace talaria

/// A Field of a hashable type is hashable like it. (<string_view> declares std::hash without the weight of
/// <functional>.)
template <class T, auto... F>
struct std::hash<talaria::Field<T, F...>> {
  std::size_t operator()(const talaria::Field<T, F...>& field) const { return std::hash<T>{}(field.base()); }
};
