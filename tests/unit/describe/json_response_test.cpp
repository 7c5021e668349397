#include <gtest/gtest.h>

#include <talaria/describe/json_response.hpp>

namespace talaria {
namespace {

TEST(JsonResponse, WritesCompactJson) {
  const JSONResponse response(JsonObject{{"a", JsonArray{1, nullptr}}}, 418);
  EXPECT_EQ(response.status_code, 418);
  EXPECT_EQ(response.media_type, "application/json");
  EXPECT_EQ(response.body, R"({"a":[1,null]})");
}

}  // namespace
}  // namespace talaria
