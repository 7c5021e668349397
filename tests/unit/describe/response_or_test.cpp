#include <memory>
#include <string>

#include <gtest/gtest.h>

#include <talaria/describe/json_response.hpp>
#include <talaria/describe/response_or.hpp>

namespace talaria {
namespace {

TEST(ResponseOr, HoldsAValue) {
  ResponseOr<std::string> value = "a";
  EXPECT_EQ(value.response(), nullptr);
  EXPECT_EQ(value.value(), "a");
  ResponseOr<Json> json = JsonObject{{"a", 1}};
  EXPECT_EQ(json.value()["a"].as_int(), 1);
}

TEST(ResponseOr, HoldsAResponseOfAnyClass) {
  ResponseOr<std::string> made = JSONResponse(5, 418);
  ASSERT_NE(made.response(), nullptr);
  EXPECT_EQ(made.response()->status_code, 418);
  EXPECT_EQ(made.response()->body, "5");
}

TEST(ResponseOr, TakesWhatCanOnlyBeMoved) {
  ResponseOr<std::unique_ptr<int>> made = std::make_unique<int>(5);
  const ResponseOr<std::unique_ptr<int>> moved = std::move(made);
  EXPECT_EQ(*moved.value(), 5);
}

}  // namespace
}  // namespace talaria
