#include "types/facts_check.hpp"

#include <map>

#include <talaria/model/text_format.hpp>

namespace text_format_test {

/// A class of a program's own: `#rrggbb`.
class Color {
 public:
  std::string digits = "000000";
  friend bool operator==(const Color&, const Color&) = default;
};
class Shade : public Color {};

}  // namespace text_format_test

template <>
struct talaria::TextFormat<text_format_test::Color> {
  static text_format_test::Color parse(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') throw ValueError("a color is # and six digits");
    return {std::string(text.substr(1))};
  }
  static std::string print(const text_format_test::Color& color) { return '#' + color.digits; }
  static constexpr std::string_view format = "color";
  static constexpr std::string_view error_type = "color_error";
};
template <>
struct talaria::TextFormat<text_format_test::Shade> {
  static text_format_test::Shade parse(std::string_view) { throw ValueError("no shade"); }
  static std::string print(const text_format_test::Shade&) { return "shade"; }
};

namespace text_format_test {

struct Flag {
  Color main;
  std::vector<Color> others;
  std::map<std::string, Color> named;
  std::optional<Color> border;
};

TEST(TextFormatTest, MakesAClassAScalar) {
  const auto flag =
      talaria::model_validate_json<Flag>(R"({"main": "#ff0000", "others": ["#00ff00"], "named": {"sky": "#0000ff"}})");
  EXPECT_EQ(flag.main.digits, "ff0000");
  EXPECT_EQ(flag.others[0].digits, "00ff00");
  EXPECT_EQ(talaria::model_dump_json(flag),
            R"({"main":"#ff0000","others":["#00ff00"],"named":{"sky":"#0000ff"},"border":null})");
}

TEST(TextFormatTest, ReportsWhatParseThrows) {
  using talaria::facts_check::explained;
  using talaria::model::no_facts;
  EXPECT_EQ(dump_json(explained<Color>(no_facts, "red", false)),
            R"({"errors":[["color_error","a color is # and six digits",null]]})");
  EXPECT_EQ(dump_json(explained<Color>(no_facts, 5, false)),
            R"({"errors":[["string_type","Input should be a valid string",null]]})");
  EXPECT_EQ(dump_json(explained<Shade>(no_facts, "red", false)),
            R"({"errors":[["value_error","Value error, no shade",{"error":{}}]]})");
}

TEST(TextFormatTest, IsDocumented) {
  const talaria::Json schema = talaria::model_json_schema<Flag>()["properties"];
  EXPECT_EQ(dump_json(schema["main"]), R"({"type":"string","format":"color","title":"Main"})");
}

}  // namespace text_format_test
