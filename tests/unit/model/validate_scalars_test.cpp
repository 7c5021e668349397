#include "types/facts_check.hpp"

// Strings, numbers, truths and enumerations with the facts that change how they are read, and in strict mode.
enum class Tint { red, green };
enum class Height { low, high };

template <>
struct talaria::EnumNames<Height> {
  static constexpr EnumValue values[] = {{"low", 1}, {"high", -2}};
  static constexpr bool as_integer = true;
};

namespace talaria {
namespace {

using facts_check::check_part;
using model::facts_of;
using Text = std::string;

TEST(ValidateStringTest, ChangesTextsAsPydantic) {
  check_part<Text>("scalars", "strip", facts_of<Text, strip_whitespace>);
  check_part<Text>("scalars", "lower", facts_of<Text, to_lower>);
  check_part<Text>("scalars", "upper", facts_of<Text, to_upper>);
  check_part<Text>("scalars", "strip_lower_min2", facts_of<Text, strip_whitespace, to_lower, min_length{2}>);
  check_part<Text>("scalars", "strip_pattern", facts_of<Text, strip_whitespace, to_upper, pattern{"^[A-C]+$"}>);
  check_part<Text>("scalars", "coerce", facts_of<Text, coerce_numbers_to_str{}>);
}

TEST(ValidateScalarsTest, IsLaxAndStrictAsPydantic) {
  check_part<bool>("scalars", "bool");
  check_part<double>("scalars", "float");
  check_part<Text>("scalars", "str");
  facts_check::check_values<Tint>(facts_check::load("scalars")["color"]);
  facts_check::check_values<Height>(facts_check::load("scalars")["level"]);
}

TEST(ValidateScalarsTest, TakesOrRefusesWhatIsNotFinite) {
  check_part<double>("scalars", "finite", facts_of<double, allow_inf_nan{false}>);
  check_part<double>("scalars", "finite_gt", facts_of<double, allow_inf_nan{false}, gt{0}>);
  check_part<double>("scalars", "infinite", facts_of<double, allow_inf_nan{true}>);
}

struct Configured {
  std::string name;
  Field<std::string, min_length{1}> own;
  static constexpr ModelConfig model_config{.str_strip_whitespace = true,
                                            .str_to_upper = true,
                                            .str_min_length = 2,
                                            .str_max_length = 4,
                                            .coerce_numbers_to_str = true};
};

TEST(ValidateStringTest, TakesOverWhatTheModelSays) {
  const auto model = model_validate<Configured>(JsonObject{{"name", " ab "}, {"own", 5}});
  EXPECT_EQ(model.name, "AB");
  EXPECT_EQ(model.own, "5");
  try {
    (void)model_validate<Configured>(JsonObject{{"name", " a "}, {"own", "abcde"}});
    FAIL();
  } catch (const ValidationError& error) {
    EXPECT_STREQ(error.what(),
                 "name: String should have at least 2 characters\nown: String should have at most 4 characters");
  }
}

}  // namespace
}  // namespace talaria
