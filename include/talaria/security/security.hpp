// Security<dependency>: a dependency that says who the request is from, with the scopes that it needs (FastAPI's
// `Security(dependency, scopes=[...])`).
#pragma once
#include <optional>
#include <string_view>
#include <type_traits>

#include <talaria/dependency/describe_callable.hpp>
#include <talaria/describe/security.hpp>
#include <talaria/security/security_scheme.hpp>

namespace talaria {

/// Whether a request without credentials is answered at once (FastAPI's `auto_error`): with `auto_error{false}` the
/// value is an optional, so that several schemes can be alternatives.
struct auto_error {
  bool value = true;

  friend constexpr void apply_option(describe::ParameterInfo&, auto_error) {}  // it chooses the callable
};

namespace detail {

template <class Option>
constexpr bool raises(const Option&) {
  return true;
}
constexpr bool raises(auto_error option) {
  return option.value;
}

/// A scheme whose credentials may be missing.
template <auto& Scheme>
struct OptionalCredentials {
  using T = std::remove_cvref_t<decltype(Scheme)>;
  using talaria_immediate_tag = void;

  auto operator()(const Request& request) const { return Scheme.credentials(request); }
  static constexpr const describe::SecurityBase* security_of(OptionalCredentials) { return &Scheme; }
  static constexpr std::string_view security_class(OptionalCredentials) { return T::security_class(&Scheme); }
};

template <auto& F, auto... Options>
constexpr auto secured() {
  if constexpr ((true && ... && raises(Options))) {
    return &F;
  } else {
    constexpr bool is_scheme = std::is_base_of_v<describe::SecurityBase, std::remove_cvref_t<decltype(F)>>;
    static_assert(
        is_scheme,
        "talaria[T118]: auto_error{false} is for security schemes, Security<oauth2_scheme, auto_error{false}>; "
        "a function that may find nobody returns a std::optional itself");
    if constexpr (is_scheme) {
      return OptionalCredentials<F>{};
    } else {
      return &F;
    }
  }
}

}  // namespace detail

/// The result of `F`: of a security scheme its credentials, of a function what it returns. Used as Depends is, and
/// takes its options too. `F` is an object with static storage or a function: `Security<oauth2_scheme>`,
/// `Security<get_current_user, scopes{"items"}>`.
template <auto& F, auto... Options>
using Security = Depends<detail::secured<F, Options...>(), Options...>;

namespace params {

template <>
struct Argument<const SecurityScopes&> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::scopes}; }
  static const SecurityScopes& take(void* scopes) { return *static_cast<const SecurityScopes*>(scopes); }
};
template <>
struct Argument<SecurityScopes> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::scopes}; }
  static SecurityScopes take(void* scopes) { return *static_cast<const SecurityScopes*>(scopes); }
};

}  // namespace params

}  // namespace talaria
