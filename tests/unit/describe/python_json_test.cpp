#include "describe/python_json.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace talaria::describe {
namespace {

std::string text_of(const Json& value) {
  std::string out;
  write_python_json(out, value);
  return out;
}

TEST(PythonJson, HasBlanks) {
  EXPECT_EQ(text_of(JsonObject{{"a", JsonArray{1, 2.5, "x"}}, {"b", JsonObject()}, {"c", JsonArray()}}),
            R"({"a": [1, 2.5, "x"], "b": {}, "c": []})");
  EXPECT_EQ(text_of(nullptr), "null");
  EXPECT_EQ(text_of(1e22), "1e+22");
}

TEST(PythonJson, IsAscii) {
  EXPECT_EQ(text_of("é€😀"), R"("\u00e9\u20ac\ud83d\ude00")");
  EXPECT_EQ(text_of("\x7f\"\\\n"), R"("\u007f\"\\\n")");
  EXPECT_EQ(text_of(JsonObject{{"é", 1}}), R"({"\u00e9": 1})");
  EXPECT_EQ(text_of("\xff"), R"("\ufffd")");
}

TEST(PythonJson, KnowsNoInfinity) {
  EXPECT_EQ(text_of(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(text_of(std::numeric_limits<double>::quiet_NaN()), "null");
}

}  // namespace
}  // namespace talaria::describe
