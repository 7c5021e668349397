// What the document, the plan and the access matrix know of security: schemes, scopes, rules.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/json.hpp>

namespace talaria {

/// The scopes that a dependency is asked for by `Security` with `scopes{...}`: those of all who depend on it and its
/// own, the outermost first. A parameter of a dependency: `Task<User> get_current_user(const SecurityScopes& scopes,
/// ...)`.
class SecurityScopes {
 public:
  SecurityScopes() = default;
  explicit SecurityScopes(std::vector<std::string> list);

  std::vector<std::string> scopes = {};
  /// All of them with blanks between, as OAuth 2.0 writes them.
  std::string scope_str = {};
};

namespace describe {

/// A dependency that is a security scheme: the document shows it. See the classes in security/.
class SecurityBase {
 public:
  // Here and below not defaulted: of a class whose virtual destructor is, g++ 12 takes no constexpr object.
  constexpr virtual ~SecurityBase() {}
  /// Its name in the document; empty: the name of its class.
  [[nodiscard]] virtual std::string_view scheme_name() const = 0;
  /// The Security Scheme Object of OpenAPI.
  [[nodiscard]] virtual JsonObject definition() const = 0;
};

/// A dependency that lets some in and others not: the access matrix shows it. See security/permissions.hpp.
class AccessRule {
 public:
  constexpr virtual ~AccessRule() {}
  /// Who is let in: `role admin or editor`.
  [[nodiscard]] virtual std::string describe_rule() const = 0;
};

/// A security scheme of an operation, and the scopes that it needs there.
struct SecurityRequirement {
  std::string name;
  JsonObject definition;
  std::vector<std::string> scopes;
};

}  // namespace describe

}  // namespace talaria
