#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/security/http.hpp>
#include <talaria/security/permissions.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

inline constexpr HTTPBearer bearer{};

// `Bearer role:permission,permission`
struct User {
  std::string role;
  std::vector<std::string> permissions;
};

Task<User> current_user(Security<bearer> credentials) {
  const std::string& text = credentials->credentials;
  User user{text.substr(0, text.find(':')), {}};
  for (std::size_t at = text.find(':'); at != std::string::npos;) {
    const std::size_t end = text.find(',', at + 1);
    user.permissions.push_back(text.substr(at + 1, end - at - 1));
    at = end;
  }
  co_return user;
}

// Asked instead of listed.
struct Account {
  std::string name;
  [[nodiscard]] bool has_permission(std::string_view permission) const { return permission == name; }
  [[nodiscard]] bool has_role(std::string_view role) const { return role == name; }
};
Task<Account> current_account(Depends<current_user> user) {
  co_return Account{user->role};
}

inline constexpr PermissionChecker<current_user> can_edit{"items:read", "items:edit"};
inline constexpr RoleChecker<current_user> staff{"admin", "editor"};
inline constexpr PermissionChecker<current_account> account_permission{"admin"};
inline constexpr RoleChecker<current_account> account_role{"admin"};

Json ok() {
  return "ok";
}
Json edit(Depends<&can_edit>, Depends<current_user> user) {
  return user->role;
}

class Permissions : public ::testing::Test {
 protected:
  Permissions() {
    app_.put<edit>("/items");
    app_.get<ok>("/staff", {.dependencies = {depends<&staff>}});
    app_.get<ok>("/account", {.dependencies = {depends<&account_permission>, depends<&account_role>}});
  }
  int status(const char* method, const char* url, const std::string& who) {
    TestClient client(app_);
    return client.request(method, url, {.headers = {{"Authorization", "Bearer " + who}}}).status_code;
  }
  App app_;
};

// Who may do what.
TEST_F(Permissions, LetInWhomTheyShould) {
  struct Row {
    const char* who;
    int edit;
    int staff;
    int account;
  };
  for (const Row& row : {Row{"admin:items:read,items:edit", 200, 200, 200}, Row{"editor:items:read", 403, 200, 403},
                         Row{"guest:items:edit,items:read,x", 200, 403, 403}, Row{"guest", 403, 403, 403}}) {
    EXPECT_EQ(status("PUT", "/items", row.who), row.edit) << row.who;
    EXPECT_EQ(status("GET", "/staff", row.who), row.staff) << row.who;
    EXPECT_EQ(status("GET", "/account", row.who), row.account) << row.who;
  }
}

TEST_F(Permissions, SayWhyNot) {
  TestClient client(app_);
  EXPECT_EQ(client.get("/staff").status_code, 401) << "nobody yet";
  const TestResponse refused = client.get("/staff", {.headers = {{"Authorization", "Bearer guest"}}});
  EXPECT_EQ(refused.text, R"({"detail":"Not enough permissions"})");
}

TEST_F(Permissions, AreSeenFromOutside) {
  const auto operations = app_.operations();
  EXPECT_EQ(operations[0]->access_rules, (std::vector<std::string>{"permission items:read and items:edit"}));
  EXPECT_EQ(operations[1]->access_rules, (std::vector<std::string>{"role admin or editor"}));
  EXPECT_EQ(operations[1]->security.at(0).name, "HTTPBearer");
  EXPECT_EQ(dependency::callable_info<&staff>.execution, describe::Execution::immediate);
}

}  // namespace
}  // namespace talaria
