// Result: a value, or one of the errors for which there is none.
#pragma once
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

namespace talaria {

/// Wraps the error of a Result so that it cannot be mistaken for a value: `return Unexpected{error};`.
template <class E>
class Unexpected {
 public:
  explicit Unexpected(E error) : error_(std::move(error)) {}
  /// The wrapped error.
  [[nodiscard]] E& error() & { return error_; }
  [[nodiscard]] const E& error() const& { return error_; }
  [[nodiscard]] E&& error() && { return std::move(error_); }

 private:
  E error_;
};

/// A value of type T, or an error of one of the other types, with the member names of C++23's `std::expected`.
///
/// Made from the value, or from an error that is of another type than the value; else with Unexpected. What a handler
/// or a dependency can fail with is declared so: `Task<Result<UserRead, NotFound, Forbidden>>`, see DeclaredError. With
/// `void` for T there is an error or none, and `{}` is none.
template <class T, class... E>
class [[nodiscard]] Result {
  static_assert(sizeof...(E) > 0, "a Result names at least one error");

  template <class X>
  static constexpr bool is_error = (std::is_same_v<X, E> || ...);
  // The place of an error in the variant.
  template <class X>
  static constexpr std::size_t index_of() {
    std::size_t index = 0;
    static_cast<void>(((++index, std::is_same_v<X, E>) || ...));
    return index;
  }

 public:
  using value_type = T;
  /// What is kept for a value: T, or an empty class for `void`.
  using Kept = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  Result()
    requires std::is_void_v<T>
  {}
  Result(Kept value) : state_(std::in_place_index<0>, std::move(value)) {}
  /// From what becomes a T by itself.
  template <class U>
    requires(!std::is_same_v<std::remove_cvref_t<U>, Kept> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !is_error<std::remove_cvref_t<U>> && std::is_convertible_v<U, Kept>)
  Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}
  template <class U>
    requires(!std::is_same_v<std::remove_cvref_t<U>, Kept> && is_error<std::remove_cvref_t<U>>)
  Result(U&& error) : state_(std::in_place_index<index_of<std::remove_cvref_t<U>>()>, std::forward<U>(error)) {}
  template <class X>
    requires is_error<X>
  Result(Unexpected<X> error) : state_(std::in_place_index<index_of<X>()>, std::move(error).error()) {}

  /// True when there is a value.
  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// The value; throws `std::bad_variant_access` when there is an error instead.
  [[nodiscard]] Kept& value() & { return std::get<0>(state_); }
  [[nodiscard]] const Kept& value() const& { return std::get<0>(state_); }
  [[nodiscard]] Kept&& value() && { return std::get<0>(std::move(state_)); }
  /// The value, unchecked: look at has_value() first.
  Kept& operator*() & { return *std::get_if<0>(&state_); }
  const Kept& operator*() const& { return *std::get_if<0>(&state_); }
  Kept* operator->() { return std::get_if<0>(&state_); }
  const Kept* operator->() const { return std::get_if<0>(&state_); }
  /// The error of the only type there is, or of the first one; throws `std::bad_variant_access` when it is another
  /// one, or when there is a value.
  [[nodiscard]] const auto& error() const& { return std::get<1>(state_); }
  [[nodiscard]] auto&& error() && { return std::get<1>(std::move(state_)); }
  /// The error if it is of type X, or nullptr.
  template <class X>
    requires is_error<X>
  [[nodiscard]] const X* error_if() const {
    return std::get_if<index_of<X>()>(&state_);
  }

 private:
  std::variant<Kept, E...> state_;
};

}  // namespace talaria
