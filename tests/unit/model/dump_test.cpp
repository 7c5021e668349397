#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

enum class Color { red, green };
enum class Level { low = 1, high = 30 };

}  // namespace
}  // namespace talaria

template <>
struct talaria::EnumNames<talaria::Level> {
  static constexpr EnumValue values[] = {{"low", 1}, {"high", 30}};
  static constexpr bool as_integer = true;
};

namespace talaria {
namespace {

struct Inner {
  Field<int, alias{"the \"id\""}> id;
  std::optional<std::string> note;
};

struct Everything {
  bool yes = true;
  std::int8_t small = -128;
  std::uint64_t large = std::numeric_limits<std::uint64_t>::max();
  std::int64_t negative = std::numeric_limits<std::int64_t>::min();
  double real = 3;
  float single = 0.1F;
  double not_a_number = std::nan("");
  std::string text = "a\"\n\xC3\xA9";
  Color color = Color::green;
  Level level = Level::high;
  std::optional<int> nothing;
  std::vector<Inner> list = {{1, "x"}, {2, std::nullopt}};
  std::set<std::string> set = {"b", "a"};
  std::map<std::string, double> map = {{"k\n", 1.5}};
  Json any = JsonArray{1, nullptr};
  JsonObject object = {{"z", 1}};
  JsonArray array = {true};
};

struct Empty {};

constexpr const char* everything_text =
    R"({"yes":true,"small":-128,"large":18446744073709551615,"negative":-9223372036854775808,"real":3.0,"single":0.1,)"
    R"("not_a_number":null,"text":"a\"\n)"
    "\xC3\xA9"
    R"(","color":"green","level":30,"nothing":null,)"
    R"("list":[{"the \"id\"":1,"note":"x"},{"the \"id\"":2,"note":null}],"set":["a","b"],"map":{"k\n":1.5},)"
    R"("any":[1,null],"object":{"z":1},"array":[true]})";

TEST(ModelDump, WritesEveryKindOfValue) {
  EXPECT_EQ(model_dump_json(Everything{}), everything_text);
  EXPECT_EQ(model_dump_json(Empty{}), "{}");
}

TEST(ModelDump, AsJsonSaysTheSameAsAsText) {
  Everything object;
  ASSERT_EQ(object.single, 0.1F);  // as a double it would show more digits
  EXPECT_EQ(dump_json(model_dump(object)), model_dump_json(object));
  EXPECT_EQ(dump_json(model_dump(Empty{})), "{}");
}

TEST(ModelDump, IsReadBackByValidation) {
  Everything object;
  object.not_a_number = 5;
  const std::string text = model_dump_json(object);
  EXPECT_EQ(model_dump_json(model_validate_json<Everything>(text)), text);
}

TEST(ModelDump, WritesTheNumberOfAnEnumeratorWithoutName) {
  const Color unknown = static_cast<Color>(7);
  std::string out;
  model::write_json(out, model::type_info<Color>, &unknown);
  EXPECT_EQ(out, "7");
  EXPECT_EQ(model::to_json(model::type_info<Color>, &unknown), Json(7));
}

TEST(ModelDump, ModelsAndEnumsBecomeJsonByThemselves) {
  const Json value = JsonObject{{"inner", Inner{1, std::nullopt}}, {"color", Color::red}};
  EXPECT_EQ(dump_json(value), R"({"inner":{"the \"id\"":1,"note":null},"color":"red"})");
  EXPECT_EQ(dump_json(std::vector<Color>{Color::red, Color::green}), R"(["red","green"])");
  EXPECT_EQ(dump_json(std::optional<Inner>()), "null");
}

}  // namespace
}  // namespace talaria
