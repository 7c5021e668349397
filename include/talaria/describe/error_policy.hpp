// ErrorPolicy: what errors look like. The answers and the document read the same object, so they agree.
#pragma once
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/describe/declared_error.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/model/describe.hpp>

namespace talaria {

/// What becomes of the members that a declared error (DeclaredError) has.
enum class DeclaredBody : std::uint8_t {
  policy,  ///< the policy's model stands for it; it may look at HTTPException::members()
  own,     ///< the declared error is the body
  added,   ///< they are added to the policy's model
};

/// FastAPI's errors: `{"detail": ...}`, the list of violations, and a plain text for what nobody handles.
struct DefaultErrors {
  static constexpr DeclaredBody declared_body = DeclaredBody::own;
  static constexpr std::string_view validation_error_schema = "HTTPValidationError";
  static Json http_error(const Request& request, const HTTPException& error);
  static Json validation_error(const Request& request, const RequestValidationError& error);
  static PlainTextResponse server_error(const Request& request);
  /// HTTPValidationError and ValidationError.
  static JsonObject schemas();
};

namespace describe {

/// A policy as constant data: see error_policy.
struct ErrorPolicy {
  std::string_view media_type = "application/json";
  int validation_status_code = 422;
  DeclaredBody declared_body = DeclaredBody::policy;
  /// The models of the three kinds of bodies; null for what the document does not show.
  const model::TypeInfo* http_error_model = nullptr;
  const model::TypeInfo* validation_error_model = nullptr;
  const model::TypeInfo* server_error_model = nullptr;
  /// In place of a model of validation errors: the name of a schema, and the schemas by name that it needs.
  std::string_view validation_error_schema = {};
  JsonObject (*schemas)() = nullptr;

  /// The answers. Status code and header fields of an HTTPException are set by http_response().
  Response (*http_error)(const Request& request, const HTTPException& error) = nullptr;
  Response (*validation_error)(const Request& request, const RequestValidationError& error) = nullptr;
  Response (*server_error)(const Request& request) = nullptr;

  /// The answer to an HTTPException, with its header fields; without a body where its status has none.
  [[nodiscard]] Response http_response(const Request& request, const HTTPException& error) const;
};

namespace detail {

/// How the model that a function of a policy returns becomes a response.
struct ErrorBody {
  const model::TypeInfo* type;
  const void* object;
  int status_code;
  std::string_view media_type;
  bool exclude_none;
  const JsonObject* members = nullptr;  ///< added to it
};
[[nodiscard]] Response write_error_body(const ErrorBody& body);

/// Null for a Json, of which nothing is known, and for a Response, which is sent as it is.
template <class R>
constexpr const model::TypeInfo* model_of_error() {
  if constexpr (std::is_base_of_v<Response, R> || std::is_same_v<R, Json>) {
    return nullptr;
  } else {
    return &model::type_info<R>;
  }
}

template <class P>
concept ErrorPolicyClass =
    requires(const Request& request, const HTTPException& http_error, const RequestValidationError& validation_error) {
      P::http_error(request, http_error);
      P::validation_error(request, validation_error);
      P::server_error(request);
    };

template <class P>
struct PolicyFunctions {
  static constexpr std::string_view media_type() {
    if constexpr (requires { std::string_view(P::media_type); }) {
      return P::media_type;
    } else {
      return "application/json";
    }
  }
  static constexpr int validation_status_code() {
    if constexpr (requires { int(P::validation_status_code); }) {
      return P::validation_status_code;
    } else {
      return 422;
    }
  }
  static constexpr DeclaredBody declared_body() {
    if constexpr (requires { DeclaredBody(P::declared_body); }) {
      return P::declared_body;
    } else {
      return DeclaredBody::policy;
    }
  }
  static constexpr bool exclude_none() {
    if constexpr (requires { bool(P::exclude_none); }) {
      return P::exclude_none;
    } else {
      return false;
    }
  }

  template <class R>
  static Response write(R body, int status_code, const JsonObject* members = nullptr) {
    if constexpr (std::is_base_of_v<Response, R>) {
      return body;
    } else {
      return write_error_body({&model::type_info<R>, &body, status_code, media_type(), exclude_none(), members});
    }
  }
  static Response http_error(const Request& request, const HTTPException& error) {
    const bool adds = declared_body() == DeclaredBody::added;
    return write(P::http_error(request, error), error.status_code(), adds ? &error.members() : nullptr);
  }
  static Response validation_error(const Request& request, const RequestValidationError& error) {
    return write(P::validation_error(request, error), validation_status_code());
  }
  static Response server_error(const Request& request) { return write(P::server_error(request), 500); }
};

template <class P>
constexpr ErrorPolicy describe_policy() {
  constexpr bool complete = ErrorPolicyClass<P>;
  static_assert(complete,
                "talaria[T132]: error_policy<P> needs the functions `static Model http_error(const Request&, const "
                "HTTPException&)`, `static Model validation_error(const Request&, const RequestValidationError&)` and "
                "`static Model server_error(const Request&)`, each with a model of its body");
  ErrorPolicy policy;
  if constexpr (complete) {
    using Functions = PolicyFunctions<P>;
    policy.media_type = Functions::media_type();
    policy.validation_status_code = Functions::validation_status_code();
    policy.declared_body = Functions::declared_body();
    policy.http_error_model =
        model_of_error<decltype(P::http_error(std::declval<const Request&>(), std::declval<const HTTPException&>()))>();
    policy.validation_error_model = model_of_error<decltype(P::validation_error(
        std::declval<const Request&>(), std::declval<const RequestValidationError&>()))>();
    policy.server_error_model = model_of_error<decltype(P::server_error(std::declval<const Request&>()))>();
    if constexpr (requires { P::schemas(); }) {
      policy.validation_error_schema = P::validation_error_schema;
      policy.schemas = &P::schemas;
    }
    policy.http_error = &Functions::http_error;
    policy.validation_error = &Functions::validation_error;
    policy.server_error = &Functions::server_error;
  }
  return policy;
}

template <class P>
inline constexpr ErrorPolicy policy_info = describe_policy<P>();
/// That of DefaultErrors, which every app has: compiled once.
extern const ErrorPolicy default_policy;

template <class P>
constexpr const ErrorPolicy* find_policy() {
  if constexpr (std::is_same_v<P, DefaultErrors>) {
    return &default_policy;
  } else {
    return &policy_info<P>;
  }
}

}  // namespace detail

}  // namespace describe

/// What errors look like, for AppOptions: `{.error_policy = error_policy<ProblemErrors>}`. `P` is a class with three
/// functions that give the models of the bodies:
///
///     struct ShopErrors {
///       static ShopError http_error(const Request& request, const HTTPException& error);
///       static ShopError validation_error(const Request& request, const RequestValidationError& error);
///       static ShopError server_error(const Request& request);
///     };
///
/// It may also say `static constexpr std::string_view media_type`, `int validation_status_code` (422), `bool
/// exclude_none` and `DeclaredBody declared_body`. What exception handlers of the app give counts more.
template <class P>
inline constexpr const describe::ErrorPolicy* error_policy = describe::detail::find_policy<P>();

}  // namespace talaria
