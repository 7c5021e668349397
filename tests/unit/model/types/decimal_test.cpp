#include "facts_check.hpp"

#include <unordered_set>

#include <talaria/model/types/decimal.hpp>

namespace talaria {
namespace {

using facts_check::check_part;
using model::facts_of;

TEST(DecimalTest, ReadsAndWritesAsPydantic) {
  check_part<Decimal>("decimal", "plain");
}

TEST(DecimalTest, KeepsToItsLimits) {
  check_part<Decimal>("decimal", "max_digits_3", facts_of<Decimal, max_digits{3}>);
  check_part<Decimal>("decimal", "decimal_places_2", facts_of<Decimal, decimal_places{2}>);
  check_part<Decimal>("decimal", "digits_4_places_2", facts_of<Decimal, max_digits{4}, decimal_places{2}>);
  check_part<Decimal>("decimal", "digits_1_places_1", facts_of<Decimal, max_digits{1}, decimal_places{1}>);
  check_part<Decimal>("decimal", "bounds", facts_of<Decimal, gt{0}, le{100}>);
  check_part<Decimal>("decimal", "ge_lt", facts_of<Decimal, ge{1}, lt{1.5}>);
  check_part<Decimal>("decimal", "multiple_of", facts_of<Decimal, multiple_of{5}>);
  check_part<Decimal>("decimal", "multiple_of_real", facts_of<Decimal, multiple_of{0.5}>);
  check_part<Decimal>("decimal", "inf_nan", facts_of<Decimal, allow_inf_nan{true}>);
}

Decimal operator""_d(const char* text, std::size_t size) {
  return Decimal(std::string_view(text, size));
}

TEST(DecimalTest, Reckons) {
  EXPECT_EQ(("0.1"_d + "0.2"_d).to_string(), "0.3");
  EXPECT_EQ(("1.50"_d + "1.5"_d).to_string(), "3.00");
  EXPECT_EQ(("1"_d - "1.000000000000000000000000000001"_d).to_string(), "-1E-30");
  EXPECT_EQ(("99"_d + 1).to_string(), "100");
  EXPECT_EQ(("12.5"_d * "-0.08"_d).to_string(), "-1.000");
  EXPECT_EQ(("123456789012345678901234567890"_d * "987654321098765432109876543210"_d).to_string(),
            "121932631137021795226185032733622923332237463801111263526900");
  EXPECT_EQ(("7.5"_d % "2"_d).to_string(), "1.5");
  EXPECT_EQ(("-7"_d % "0.4"_d).to_string(), "-0.2");
  Decimal total;
  for (int i = 0; i < 10; ++i) total += "0.1"_d;
  EXPECT_EQ(total, 1);
  EXPECT_THROW((void)("NaN"_d + 1), ValueError);
  EXPECT_THROW((void)("1"_d % "0"_d), ValueError);
  EXPECT_THROW((void)("1e9999999"_d + 1), ValueError);
}

TEST(DecimalTest, Rounds) {
  EXPECT_EQ("2.675"_d.rounded(2).to_string(), "2.68");
  EXPECT_EQ("2.665"_d.rounded(2).to_string(), "2.66");
  EXPECT_EQ("2.6651"_d.rounded(2).to_string(), "2.67");
  EXPECT_EQ("0.004"_d.rounded(2).to_string(), "0.00");
  EXPECT_EQ("9.999"_d.rounded(2).to_string(), "10.00");
  EXPECT_EQ("5"_d.rounded(2).to_string(), "5.00");
  EXPECT_EQ("1250"_d.rounded(-2).to_string(), "1.2E+3");
}

TEST(DecimalTest, ComparesByValue) {
  EXPECT_EQ("1.50"_d, "1.5"_d);
  EXPECT_EQ("1E+2"_d, 100);
  EXPECT_EQ("0"_d, "-0.00"_d);
  EXPECT_LT("-2"_d, "-1.5"_d);
  EXPECT_LT("0.1"_d, "0.11"_d);
  EXPECT_GT("1e999999999999"_d, 1);
  EXPECT_LT("-Infinity"_d, "-1e999999999999"_d);
  EXPECT_NE("NaN"_d, "NaN"_d);
  EXPECT_EQ(Decimal(0.1).to_string(), "0.1");
  EXPECT_EQ("12.5"_d.to_double(), 12.5);
  EXPECT_EQ(std::unordered_set<Decimal>({"1.50"_d, "1.5"_d, "0.0"_d, "0"_d}).size(), 2U);
  EXPECT_THROW(Decimal("1,5"), ValueError);
}

struct Bill {
  Field<Decimal, max_digits{5}, decimal_places{2}> total;
};

TEST(DecimalTest, IsAFieldAndReadsNumbersAndTexts) {
  EXPECT_EQ(model_dump_json(model_validate_json<Bill>(R"({"total": "12.30"})")), R"({"total":"12.30"})");
  EXPECT_EQ(model_dump_json(model_validate_json<Bill>(R"({"total": 12.3})")), R"({"total":"12.3"})");
  EXPECT_THROW((void)model_validate_json<Bill>(R"({"total": 12.345})"), ValidationError);
}

}  // namespace
}  // namespace talaria
