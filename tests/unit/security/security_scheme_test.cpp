#include <string>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/security/security.hpp>
#include <talaria/security/security_scheme.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

// A scheme of one's own: a client certificate that a proxy has checked.
class MutualTls : public SecurityScheme<std::string> {
 public:
  [[nodiscard]] std::string_view scheme_name() const override { return ""; }
  [[nodiscard]] JsonObject definition() const override { return {{"type", "mutualTLS"}}; }
  [[nodiscard]] std::optional<std::string> credentials(const Request& request) const override {
    const auto name = request.headers().get("x-client-name");
    if (!name) return std::nullopt;
    return std::string(*name);
  }
  [[nodiscard]] HTTPException make_not_authenticated_error() const override {
    return HTTPException(403, "A certificate is needed");
  }
};
inline const MutualTls certificate{};

Json show(Security<certificate> name) {
  return *name;
}

TEST(SecurityScheme, CanBeOnesOwn) {
  App app;
  app.get<show>("/");
  TestClient client(app);
  EXPECT_EQ(client.get("/", {.headers = {{"x-client-name", "robot"}}}).text, R"("robot")");
  const TestResponse refused = client.get("/");
  EXPECT_EQ(refused.status_code, 403);
  EXPECT_EQ(refused.text, R"({"detail":"A certificate is needed"})");
  EXPECT_EQ(dump_json(app.openapi()["components"]), R"({"securitySchemes":{"MutualTls":{"type":"mutualTLS"}}})");
}

TEST(SecurityScheme, RunsOnTheLoop) {
  EXPECT_EQ(dependency::callable_info<&certificate>.execution, describe::Execution::immediate);
  EXPECT_EQ(dependency::callable_info<&certificate>.name, "certificate");
  EXPECT_EQ(dependency::callable_info<&certificate>.security, &certificate);
  EXPECT_EQ(dependency::callable_info<&certificate>.security_class, "MutualTls");
}

}  // namespace
}  // namespace talaria
