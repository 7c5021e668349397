// Depends<f>: a parameter whose value is the result of another callable (FastAPI's `Depends(f)`).
#pragma once
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <talaria/dependency/callable_traits.hpp>
#include <talaria/describe/callable.hpp>

namespace talaria {

/// When a dependency that yields is cleaned up: `Depends<get_session, Scope::function>`.
using describe::Scope;

/// Whether one result serves all who ask for it within a request: `Depends<roll_dice, use_cache{false}>`.
struct use_cache {
  bool value = true;
};

/// The scopes of OAuth 2.0 that whoever is let in must have: `Security<get_current_user, scopes{"me", "items"}>`. One
/// for each text, or several in one text with blanks between. Those of all who depend on each other add up, see
/// SecurityScopes.
template <std::size_t N>
struct scopes {
  char text[N]{};

  template <std::size_t... L>
  consteval scopes(const char (&... list)[L]) {
    std::size_t at = 0;
    const auto append = [&](const char* item) {
      if (at > 0) text[at++] = ' ';
      while (*item != '\0') text[at++] = *item++;
    };
    (append(list), ...);
  }
  /// All of them with blanks between.
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};
template <std::size_t... L>
scopes(const char (&... list)[L]) -> scopes<(L + ...)>;

/// The result of `F`, called at most once per request. `F` is a function (which gives it its name), a callable object
/// with static storage (`Depends<require_admin>`, if its type can be a template argument) or a pointer to one
/// (`Depends<&checker>`). Points to the result, which lives as long as the request.
template <auto F, auto... Options>
class Depends {
 public:
  using talaria_wrapper_tag = void;
  using value_type = dependency::ValueOf<decltype(F)>;

  explicit Depends(value_type& value) : value_(&value) {}
  [[nodiscard]] value_type& operator*() const { return *value_; }
  [[nodiscard]] value_type* operator->() const { return value_; }
  operator value_type&() const { return *value_; }

 private:
  value_type* value_;
};

/// A dependency that is called for its effect only.
template <auto F, auto... Options>
  requires std::is_void_v<dependency::ValueOf<decltype(F)>>
class Depends<F, Options...> {
 public:
  using value_type = void;
};

}  // namespace talaria
