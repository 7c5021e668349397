#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/http_errors.hpp>
#include <talaria/security/http.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;

Json fail(Path<int, "code"> code) {
  throw HTTPException(*code);
}
Task<Result<Json, NotFound>> declared() {
  co_return NotFound{};
}
constexpr HTTPBearer bearer{};
Json secured(Depends<&bearer>) {
  throw HTTPException(403);
}

const TestClientOptions strict{.fail_on_undeclared_errors = true};

TEST(DeclaredCheck, FailsOnWhatTheDocumentDoesNotShow) {
  App app;
  app.get<fail>("/fail/{code}", {.responses = {{409, {}}, {"5XX", {}}}});
  TestClient client(app, strict);
  EXPECT_EQ(client.get("/fail/409").status_code, 409);
  EXPECT_EQ(client.get("/fail/503").status_code, 503);
  EXPECT_EQ(client.get("/fail/x").status_code, 422);
  try {
    client.get("/fail/404");
    FAIL() << "nothing was thrown";
  } catch (const UndeclaredError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("GET /fail/404 answered 404, and the document of fail shows 200, 409, 5XX, 422"));
  }
}

TEST(DeclaredCheck, KnowsDeclaredErrors) {
  App app;
  app.get<declared>("/");
  EXPECT_EQ(TestClient(app, strict).get("/").status_code, 404);
}

TEST(DeclaredCheck, LeavesTheRestAlone) {
  App app;
  app.get<fail>("/hidden/{code}", {.include_in_schema = false});
  app.get<secured>("/secured");
  TestClient client(app, strict);
  EXPECT_EQ(client.get("/hidden/404").status_code, 404);
  EXPECT_EQ(client.get("/nowhere").status_code, 404);
  EXPECT_EQ(client.post("/secured").status_code, 405);
  EXPECT_EQ(client.get("/secured").status_code, 401);
  EXPECT_EQ(client.get("/secured", {.headers = {{"authorization", "Bearer x"}}}).status_code, 403);
}

TEST(DeclaredCheck, IsOffUnlessSaid) {
  App app;
  app.get<fail>("/fail/{code}");
  EXPECT_EQ(TestClient(app).get("/fail/404").status_code, 404);
}

}  // namespace
}  // namespace talaria
