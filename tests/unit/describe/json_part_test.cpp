#include <gtest/gtest.h>

#include <talaria/describe/json_part.hpp>

namespace talaria {
namespace {

TEST(JsonPart, IsTextOrJson) {
  const JsonPart text = R"({"a": [1, 2]})";
  const JsonPart object = JsonObject{{"a", JsonArray{1, 2}}};
  EXPECT_EQ(text.value(), object.value());
  EXPECT_TRUE(text.fault().empty());
  EXPECT_FALSE(text.empty());
  EXPECT_TRUE(JsonPart().empty());
}

TEST(JsonPart, KeepsWhyItIsNone) {
  const JsonPart broken = "{a: 1}";
  EXPECT_TRUE(broken.empty());
  EXPECT_EQ(broken.fault(), "Expecting property name enclosed in double quotes at octet 1 of {a: 1}");
}

}  // namespace
}  // namespace talaria
