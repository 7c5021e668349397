#include <gtest/gtest.h>

#include <talaria/describe/http_exception.hpp>

namespace talaria {
namespace {

TEST(HttpException, WithoutDetailHasThePhraseOfItsStatus) {
  const HTTPException error(404);
  EXPECT_EQ(error.detail(), Json("Not Found"));
  EXPECT_STREQ(error.what(), "404: Not Found");
}

TEST(HttpException, KeepsDetailAndHeaders) {
  const HTTPException error(401, JsonObject{{"why", "token"}}, {{"WWW-Authenticate", "Bearer"}});
  EXPECT_EQ(error.status_code(), 401);
  EXPECT_EQ(error.headers().get("www-authenticate"), "Bearer");
  EXPECT_STREQ(error.what(), R"(401: {"why":"token"})");
}

TEST(RequestValidationError, HoldsErrorsAndBody) {
  model::Errors errors{model::make_error("missing", {"body"}, nullptr)};
  const RequestValidationError error(std::move(errors), Json(5));
  EXPECT_EQ(error.errors().size(), 1u);
  EXPECT_EQ(error.body(), Json(5));
}

}  // namespace
}  // namespace talaria
