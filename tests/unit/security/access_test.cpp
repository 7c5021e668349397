// AppOptions::require_access_policy: a route that was forgotten is not open.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/run/run.hpp>
#include <talaria/security/http.hpp>
#include <talaria/security/permissions.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

inline constexpr HTTPBearer bearer{};

struct User {
  std::string role;
};
User current_user() {
  return {"admin"};
}
inline constexpr RoleChecker<current_user> admin{"admin"};

Json forgotten() {
  return nullptr;
}
Json open_to_all() {
  return nullptr;
}
Json secured(Security<bearer>) {
  return nullptr;
}
Json ruled(Depends<&admin>) {
  return nullptr;
}

void fill(App& app) {
  app.get<open_to_all>("/open", {.is_public = true});
  app.get<secured>("/secured");
  app.get<ruled>("/ruled");
  Router open({.prefix = "/all", .is_public = true});
  open.get<open_to_all>("");
  app.include_router(open);
}

TEST(RequireAccessPolicy, TakesRoutesThatSayWhoMayCallThem) {
  App app{{.require_access_policy = true}};
  fill(app);
  EXPECT_NO_THROW(app.freeze());
}

TEST(RequireAccessPolicy, ListsRoutesThatDoNot) {
  App app{{.require_access_policy = true}};
  fill(app);
  app.get<forgotten>("/forgotten");
  app.post<forgotten>("/forgotten");
  try {
    app.freeze();
    FAIL();
  } catch (const RegistrationError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("GET /forgotten (forgotten): the app wants to know of each route who may call it"));
    EXPECT_THAT(error.what(), HasSubstr("POST /forgotten"));
    EXPECT_THAT(error.what(), Not(HasSubstr("/open")));
  }
}

// `my-api routes --access`
TEST(AccessMatrix, IsPrinted) {
  App app;
  fill(app);
  app.get<forgotten>("/forgotten");
  std::string program = "program";
  std::string command = "routes";
  std::string flag = "--access";
  char* arguments[] = {program.data(), command.data(), flag.data(), nullptr};
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(run(app, 3, arguments), 0);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(),
            "GET      /open       public\n"
            "GET      /secured    HTTPBearer\n"
            "GET      /ruled      role admin\n"
            "GET      /all        public\n"
            "GET      /forgotten  -\n");
}

TEST(RequireAccessPolicy, IsOffByDefault) {
  App app;
  app.get<forgotten>("/forgotten");
  EXPECT_NO_THROW(app.freeze());
}

}  // namespace
}  // namespace talaria
