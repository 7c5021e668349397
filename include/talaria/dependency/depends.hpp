// Depends<f>: a parameter whose value is the result of another callable (FastAPI's `Depends(f)`).
#pragma once
#include <concepts>
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
