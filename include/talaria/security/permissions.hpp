// PermissionChecker and RoleChecker: dependencies that let some users in and others not.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <talaria/describe/security.hpp>
#include <talaria/security/security.hpp>

namespace talaria {

namespace detail {

/// The texts of a rule; at most 16.
class RuleTexts {
 public:
  template <class... Text>
  constexpr explicit RuleTexts(const Text&... texts) : items_{std::string_view(texts)...}, count_(sizeof...(Text)) {}
  [[nodiscard]] constexpr std::span<const std::string_view> items() const { return {items_.data(), count_}; }

 private:
  std::array<std::string_view, 16> items_{};
  std::size_t count_ = 0;
};

/// `permissions a, b` or `role a or b`.
[[nodiscard]] std::string describe_texts(std::string_view what, const RuleTexts& texts, std::string_view separator);
/// The answer to who is not let in: 403.
[[nodiscard]] HTTPException access_refused();

template <class Texts>
bool holds(const Texts& texts, std::string_view wanted) {
  for (const auto& text : texts) {
    if (text == wanted) return true;
  }
  return false;
}

template <class T>
constexpr bool has_permission(const T& user, std::string_view permission) {
  constexpr bool asked = requires { user.has_permission(permission); };
  constexpr bool listed = requires { holds(user.permissions, permission); };
  static_assert(
      asked || listed,
      "talaria[T119]: PermissionChecker<get_current_user> looks for permissions in what get_current_user gives; "
      "give that class a member `std::vector<std::string> permissions` or `bool has_permission(std::string_view) "
      "const`");
  if constexpr (asked) {
    return user.has_permission(permission);
  } else if constexpr (listed) {
    return holds(user.permissions, permission);
  } else {
    return false;
  }
}

template <class T>
constexpr bool has_role(const T& user, std::string_view role) {
  constexpr bool asked = requires { user.has_role(role); };
  constexpr bool listed = requires { holds(user.roles, role); };
  constexpr bool single = requires { user.role == role; };
  static_assert(
      asked || listed || single,
      "talaria[T120]: RoleChecker<get_current_user> looks for roles in what get_current_user gives; give that class "
      "a member `std::string role`, `std::vector<std::string> roles` or `bool has_role(std::string_view) const`");
  if constexpr (asked) {
    return user.has_role(role);
  } else if constexpr (listed) {
    return holds(user.roles, role);
  } else if constexpr (single) {
    return user.role == role;
  } else {
    return false;
  }
}

}  // namespace detail

/// Lets in whoever has all of the permissions, others get 403:
/// `inline constexpr PermissionChecker<get_current_user> can_edit{"items:read", "items:edit"};`, used as
/// `depends<&can_edit>` of a route or as `Depends<&can_edit>`. `User` is the dependency that gives the user, whose
/// class has a member `permissions`, or `has_permission(text)`.
template <auto& User>
class PermissionChecker : public describe::AccessRule {
 public:
  template <class... Text>
  constexpr explicit PermissionChecker(const Text&... permissions) : permissions_(permissions...) {}
  constexpr ~PermissionChecker() override {}

  Result<void, HTTPException> operator()(Security<User> user) const {
    for (const std::string_view permission : permissions_.items()) {
      if (!detail::has_permission(*user, permission)) return detail::access_refused();
    }
    return {};
  }
  [[nodiscard]] std::string describe_rule() const override {
    return detail::describe_texts("permission ", permissions_, " and ");
  }

  // For the table of the dependency.
  using talaria_immediate_tag = void;
  static constexpr const describe::AccessRule* rule_of(const PermissionChecker* checker) { return checker; }

 private:
  detail::RuleTexts permissions_;
};

/// Lets in whoever has one of the roles, others get 403:
/// `inline constexpr RoleChecker<get_current_user> staff{"admin", "editor"};`. The user's class has a member `role` or
/// `roles`, or `has_role(text)`.
template <auto& User>
class RoleChecker : public describe::AccessRule {
 public:
  template <class... Text>
  constexpr explicit RoleChecker(const Text&... roles) : roles_(roles...) {}
  constexpr ~RoleChecker() override {}

  Result<void, HTTPException> operator()(Security<User> user) const {
    for (const std::string_view role : roles_.items()) {
      if (detail::has_role(*user, role)) return {};
    }
    return detail::access_refused();
  }
  [[nodiscard]] std::string describe_rule() const override { return detail::describe_texts("role ", roles_, " or "); }

  // For the table of the dependency.
  using talaria_immediate_tag = void;
  static constexpr const describe::AccessRule* rule_of(const RoleChecker* checker) { return checker; }

 private:
  detail::RuleTexts roles_;
};

}  // namespace talaria
