#include <gtest/gtest.h>

#include <talaria/describe/declared_error.hpp>
#include <talaria/model/field.hpp>

namespace talaria::describe {
namespace {

struct Plain {
  static constexpr int status_code = 404;
  std::string detail = "User not found";
};
struct Rich {
  static constexpr int status_code = 409;
  static constexpr std::string_view description = "Somebody was faster";
  static constexpr std::string_view problem_type = "https://example.com/problems/out-of-stock";
  static constexpr std::string_view problem_title = "Out of stock";
  JsonObject detail = {};
  int left = 0;
  Field<std::string, exclude> warehouse = "north";
  [[nodiscard]] http::Headers headers() const { return {{"x-warehouse", warehouse}}; }
};
struct NoStatus {
  std::string detail;
};
struct Success {
  static constexpr int status_code = 200;
  std::string detail;
};

static_assert(DeclaredError<Plain> && DeclaredError<Rich>);
static_assert(!DeclaredError<NoStatus> && !DeclaredError<Success> && !DeclaredError<int>);

TEST(DeclaredError, IsATable) {
  EXPECT_EQ(error_info<Plain>.name, "Plain");
  EXPECT_EQ(error_info<Plain>.status_code, 404);
  EXPECT_EQ(*error_info<Plain>.id, typeid(Plain));
  EXPECT_EQ(error_info<Plain>.headers, nullptr);
  EXPECT_EQ(error_info<Rich>.description, "Somebody was faster");
  EXPECT_EQ(error_info<Rich>.problem_title, "Out of stock");
  EXPECT_EQ(error_info<HTTPException>.type, nullptr);
}

TEST(DeclaredError, BecomesAnException) {
  const Plain plain{};
  const HTTPException exception = make_exception({&error_info<Plain>, &plain});
  EXPECT_EQ(exception.status_code(), 404);
  EXPECT_EQ(exception.detail(), Json("User not found"));
  EXPECT_EQ(exception.declared(), &error_info<Plain>);
  EXPECT_TRUE(exception.members().empty());
  EXPECT_TRUE(exception.headers().empty());
}

TEST(DeclaredError, TakesMembersAndHeaderFieldsAlong) {
  const Rich rich{.detail = {{"item", "lamp"}}, .left = 2};
  const HTTPException exception = make_exception({&error_info<Rich>, &rich});
  EXPECT_EQ(exception.detail(), Json(JsonObject{{"item", "lamp"}}));
  EXPECT_EQ(Json(exception.members()), Json(JsonObject{{"left", 2}}));
  EXPECT_EQ(exception.headers().get("x-warehouse"), "north");
}

TEST(DeclaredError, OrIsAnException) {
  const HTTPException thrown(403, "No");
  const HTTPException exception = make_exception({&error_info<HTTPException>, &thrown});
  EXPECT_EQ(exception.status_code(), 403);
  EXPECT_EQ(exception.declared(), nullptr);
}

}  // namespace
}  // namespace talaria::describe
