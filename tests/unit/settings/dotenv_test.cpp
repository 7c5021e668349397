#include <gmock/gmock.h>

#include <talaria/settings/dotenv.hpp>

namespace talaria::settings {
namespace {

using ::testing::ElementsAre;

// pydantic_test.cpp compares the values with python-dotenv's.
TEST(ParseDotenv, KnowsTheLines) {
  const Dotenv parsed = parse_dotenv("# first\nA=1\n\nB='two\nlines'\r\nC=3");
  ASSERT_EQ(parsed.values.size(), 3U);
  EXPECT_EQ(parsed.values[0].line, 2U);
  EXPECT_EQ(parsed.values[1].line, 4U);
  EXPECT_EQ(parsed.values[1].value, "two\nlines");
  EXPECT_EQ(parsed.values[2].line, 6U);
}

TEST(ParseDotenv, LeavesOutWhatIsNoVariable) {
  const Dotenv parsed = parse_dotenv("A=1\n= 2\nB='open\nC=3");
  EXPECT_THAT(parsed.faulty_lines, ElementsAre(2U, 3U));
  ASSERT_EQ(parsed.values.size(), 2U);
  EXPECT_EQ(parsed.values[0].name, "A");
  EXPECT_EQ(parsed.values[1].name, "C");
}

TEST(ParseDotenv, TakesAnything) {
  EXPECT_TRUE(parse_dotenv("").values.empty());
  EXPECT_TRUE(parse_dotenv(" \n\r\n\t").values.empty());
  EXPECT_EQ(parse_dotenv("A=${").values.at(0).value, "${");
  EXPECT_EQ(parse_dotenv("A=\"\\").faulty_lines.size(), 1U);
  EXPECT_EQ(parse_dotenv("export").values.at(0).name, "export");
  EXPECT_EQ(parse_dotenv(std::string("A=\0x", 4)).values.size(), 1U);
}

}  // namespace
}  // namespace talaria::settings
