#include <gtest/gtest.h>

#include <talaria/model/error_catalogue.hpp>

namespace talaria::model {
namespace {

constexpr ErrorText texts[] = {
    {"value_error", "epost", "value is not a valid email"},
    {"value_error", "fel: {error}"},
    {"string_too_short", "minst {min_length} {plural:tecken|tecknen}"},
    {"enum", "ska vara {expected}"},
    {"too_long", "{max_length} {plural:sak|saker}, inte {actual_length}"},
    {"too_hot", "inte mer än {limit} grader"},
    {"broken", "{nothing} {"},
};
constexpr ErrorCatalogue swedish{.language = "sv", .texts = texts, .conjunction = "eller", .more = "fler"};

std::string translated(ErrorDetail error, const ErrorCatalogue& catalogue = swedish) {
  return translate(error, catalogue) ? error.msg : "-";
}

TEST(ErrorCatalogue, PutsTheContextIn) {
  EXPECT_EQ(translated(make_error("string_too_short", {}, "", {{"min_length", 3}})), "minst 3 tecknen");
  EXPECT_EQ(translated(make_error("string_too_short", {}, "", {{"min_length", 1}})), "minst 1 tecken");
  EXPECT_EQ(translated(make_error("enum", {}, "", {{"expected", "'a', 'b' or 'c'"}})), "ska vara 'a', 'b' eller 'c'");
  const JsonObject uncounted{{"field_type", "Set"}, {"max_length", 2}, {"actual_length", nullptr}};
  EXPECT_EQ(translated(make_error("too_long", {}, "", uncounted)), "2 saker, inte fler");
}

TEST(ErrorCatalogue, KeepsWhatValidatorsSay) {
  EXPECT_EQ(translated(make_error("value_error", {}, "", {{"error", "nej"}})), "fel: nej");
  ErrorDetail email = make_error("value_error", {}, "", {{"error", "nej"}});
  email.msg = "value is not a valid email address: no @";
  EXPECT_EQ(translated(email), "epost");
  email.msg = "something else";
  EXPECT_EQ(translated(email), "-");
}

TEST(ErrorCatalogue, KnowsKindsOfTheProgramsOwn) {
  ErrorDetail error{"too_hot", {}, "Not above 40 degrees", 41, {{"limit", 40}}};
  EXPECT_EQ(translated(error), "inte mer än 40 grader");
  error.type = "too_cold";
  EXPECT_EQ(translated(error), "-");
  error.type = "broken";
  EXPECT_EQ(translated(error), "{nothing} {");
}

TEST(ErrorCatalogue, TakesFormsOfItsOwn) {
  constexpr ErrorText polish_texts[] = {{"string_too_short", "{min_length} {plural:znak|znaki|znaków}"}};
  const ErrorCatalogue polish{.language = "pl", .texts = polish_texts, .plural = [](std::int64_t number) {
                                const std::int64_t last = number % 10;
                                const bool few = last > 1 && last < 5 && (number % 100 < 12 || number % 100 > 14);
                                return std::size_t(number == 1 ? 0 : few ? 1 : 2);
                              }};
  const auto of = [&](int number) {
    return translated(make_error("string_too_short", {}, "", {{"min_length", number}}), polish);
  };
  EXPECT_EQ(of(1), "1 znak");
  EXPECT_EQ(of(3), "3 znaki");
  EXPECT_EQ(of(12), "12 znaków");
}

}  // namespace
}  // namespace talaria::model
