// SecurityScheme<Value>: what all security schemes are: dependencies that read credentials from the request's head, and
// describe themselves in the document.
#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include <talaria/base/result.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/describe/security.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/reflect/names.hpp>

namespace talaria {

/// A scheme whose credentials are a Value. Its objects have static storage, `inline constexpr HTTPBearer bearer{};`,
/// and are used as dependencies: `Security<bearer>`, `Depends<&bearer>`. It runs on the loop.
///
/// Derive from one of the schemes to change what is answered without credentials; the name of the class is then the
/// name of the scheme in the document, if it has no other. With g++ 12, objects of such a class are `const`, not
/// `constexpr`.
template <class Value>
class SecurityScheme : public describe::SecurityBase {
 public:
  using value_type = Value;

  constexpr ~SecurityScheme() override {}

  /// What the request brings, or nothing. Throws what make_not_authenticated_error() gives for what is there but
  /// broken.
  [[nodiscard]] virtual std::optional<Value> credentials(const Request& request) const = 0;
  /// What is answered when the request brings nothing.
  [[nodiscard]] virtual HTTPException make_not_authenticated_error() const = 0;

  /// The credentials, or make_not_authenticated_error() when there are none; nothing is thrown for that.
  Result<Value, HTTPException> operator()(const Request& request) const {
    std::optional<Value> found = credentials(request);
    if (!found) return make_not_authenticated_error();
    return std::move(*found);
  }

  // For the table of the dependency.
  using talaria_immediate_tag = void;
  static constexpr const describe::SecurityBase* security_of(const describe::SecurityBase* scheme) { return scheme; }
  template <class T>
  static constexpr std::string_view security_class(const T*) {
    return model::reflect::unqualified(model::reflect::qualified_type_name<T>);
  }
};

}  // namespace talaria
