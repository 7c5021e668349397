#include "facts_check.hpp"

#include <talaria/model/types/json_text.hpp>

namespace talaria {
namespace {

TEST(JsonTextTest, ReadsAsPydantic) {
  facts_check::check_part<JsonText<std::vector<int>>>("json_text", "list_int");
  facts_check::check_part<JsonText<>>("json_text", "any");
}

struct Point {
  int x;
  int y;
  friend bool operator==(const Point&, const Point&) = default;
};
struct Shape {
  JsonText<Point> origin;
};

TEST(JsonTextTest, HoldsAModel) {
  const auto shape = model_validate_json<Shape>(R"({"origin": "{\"x\": 1, \"y\": 2}"})");
  EXPECT_EQ(shape.origin->y, 2);
  EXPECT_EQ(*shape.origin, (Point{1, 2}));
  EXPECT_EQ(model_dump_json(shape), R"({"origin":{"x":1,"y":2}})");
  EXPECT_EQ(dump_json(model_json_schema<Shape>()["properties"]["origin"]["contentSchema"]),
            R"({"$ref":"#/$defs/Point"})");
  try {
    (void)model_validate_json<Shape>(R"({"origin": "{\"x\": \"a\", \"y\": 2}"})");
    FAIL();
  } catch (const ValidationError& error) {
    EXPECT_STREQ(error.what(), "origin.x: Input should be a valid integer, unable to parse string as an integer");
  }
}

}  // namespace
}  // namespace talaria
