// RFC 9110 section 12.5.4 with the lookup of RFC 4647 section 3.4.
#include <vector>

#include <gtest/gtest.h>

#include <talaria/http/accept_language.hpp>

namespace talaria::http {
namespace {

std::string_view choose(std::vector<std::string_view> values, std::vector<std::string_view> available) {
  return choose_language(values, available).value_or("-");
}

TEST(AcceptLanguage, TakesTheFirstThatThereIs) {
  EXPECT_EQ(choose({"de"}, {"de", "es"}), "de");
  EXPECT_EQ(choose({"fr, es, de"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({"fr"}, {"de", "es"}), "-");
  EXPECT_EQ(choose({}, {"de", "es"}), "-");
  EXPECT_EQ(choose({"DE-at"}, {"de-AT"}), "de-AT");
  EXPECT_EQ(choose({"fr", "es"}, {"de", "es"}), "es");  // of two fields
}

TEST(AcceptLanguage, HeedsWeights) {
  EXPECT_EQ(choose({"de;q=0.5, es;q=0.9"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({"da, en-gb;q=0.8, en;q=0.7"}, {"en"}), "en");  // the example of RFC 9110
  EXPECT_EQ(choose({"de;q=0, es;q=0.1"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({"de-AT, de;q=0"}, {"de"}), "-");
  EXPECT_EQ(choose({"de;q=0.001"}, {"de"}), "de");
}

TEST(AcceptLanguage, CutsRangesFromTheirEnd) {
  EXPECT_EQ(choose({"zh-Hant-CN-x-private1-private2"}, {"zh-Hant"}), "zh-Hant");  // the example of RFC 4647
  EXPECT_EQ(choose({"zh-Hant-CN-x-private1"}, {"zh-Hant-CN-x"}), "-");
  EXPECT_EQ(choose({"de-CH-1996, es;q=0.9"}, {"de", "es"}), "de");
  EXPECT_EQ(choose({"pt"}, {"pt-BR"}), "-");
}

TEST(AcceptLanguage, WithAStarIsAnyOfThem) {
  EXPECT_EQ(choose({"*"}, {"de"}), "-");
  EXPECT_EQ(choose({"*, de;q=0.5"}, {"de"}), "-");
  EXPECT_EQ(choose({"de, *;q=0.5"}, {"de"}), "de");
}

TEST(AcceptLanguage, IgnoresWhatIsMalformed) {
  EXPECT_EQ(choose({"de;q=2"}, {"de"}), "-");
  EXPECT_EQ(choose({"de;level=1, es"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({"de_DE, es"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({",, ;q=1, 1de, de-, -de, deutschland, es"}, {"de", "es"}), "es");
  EXPECT_EQ(choose({"\xff\xfe"}, {"de"}), "-");
}

}  // namespace
}  // namespace talaria::http
