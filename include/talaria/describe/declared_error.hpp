// Declared errors: what a handler or a dependency can fail with stands in its type, `Task<Result<UserRead, NotFound>>`.
// The document, the answer and the test client read it from there.
#pragma once
#include <concepts>
#include <string_view>
#include <typeinfo>

#include <talaria/describe/callable.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/model/describe.hpp>

namespace talaria {

/// An error that a handler or a dependency declares: a model that says its status code and has a `detail`, a text or
/// whatever a model may have. What else it has is in the body too, beside `detail`.
///
///     struct OutOfStock {
///       static constexpr int status_code = 409;
///       std::string detail = "Out of stock";
///       int left = 0;
///     };
///
/// It may also say `static constexpr std::string_view description` (for the document), `problem_type` and
/// `problem_title` (the type and title of RFC 9457), and with `http::Headers headers() const` what header fields go
/// with it. Ready-made ones are in describe/http_errors.hpp.
template <class E>
concept DeclaredError = requires(const E& error) {
  requires E::status_code >= 400 && E::status_code < 600;
  error.detail;
};

namespace describe {

/// A declared error as constant data; one per type.
struct ErrorInfo {
  std::string_view name;
  /// Identifies the type, for the exception handlers.
  const std::type_info* id;
  /// 0 for an HTTPException, of which nothing is known before it is there; it is not documented.
  int status_code = 0;
  const model::TypeInfo* type = nullptr;
  std::string_view description = {};
  std::string_view problem_type = {};
  std::string_view problem_title = {};
  http::Headers (*headers)(const void* error) = nullptr;
};

namespace detail {

template <class E>
constexpr ErrorInfo describe_error() {
  if constexpr (std::derived_from<E, HTTPException>) {
    return {"HTTPException", &typeid(HTTPException)};
  } else {
    constexpr bool declared = DeclaredError<E>;
    static_assert(
        declared,
        "talaria[T130]: an error in Result<T, Errors...> (describe_error in the lines around shows its type) is a "
        "struct with `static constexpr int status_code` from 400 to 599 and a member `detail`: struct NotFound { "
        "static constexpr int status_code = 404; std::string detail = \"User not found\"; }");
    ErrorInfo info{model::reflect::unqualified(model::reflect::qualified_type_name<E>), &typeid(E)};
    if constexpr (declared) {
      info.status_code = E::status_code;
      info.type = &model::type_info<E>;
      if constexpr (requires { std::string_view(E::description); }) info.description = E::description;
      if constexpr (requires { std::string_view(E::problem_type); }) info.problem_type = E::problem_type;
      if constexpr (requires { std::string_view(E::problem_title); }) info.problem_title = E::problem_title;
      if constexpr (requires(const E& error) { http::Headers(error.headers()); }) {
        info.headers = [](const void* error) { return http::Headers(static_cast<const E*>(error)->headers()); };
      }
    }
    return info;
  }
}

}  // namespace detail

/// The table of the error E.
template <class E>
inline constexpr ErrorInfo error_info = detail::describe_error<E>();

/// A declared error that a callable gave; nothing when it gave a value.
struct Failure {
  const ErrorInfo* info = nullptr;
  const void* error = nullptr;  ///< borrowed
  explicit operator bool() const { return info != nullptr; }
};

/// The exception that says the same, for who handles exceptions; it is not thrown by this.
[[nodiscard]] HTTPException make_exception(const Failure& failure);

}  // namespace describe

}  // namespace talaria
