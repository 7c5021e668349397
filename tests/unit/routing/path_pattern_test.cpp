#include <gmock/gmock.h>

#include <talaria/routing/path_pattern.hpp>

namespace talaria::routing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PathPattern, KeepsItsTextAndNamesItsCapturesInOrder) {
  const auto pattern = parse_path_pattern("/users/{user_id:int}/files/{file_path:path}");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->text, "/users/{user_id:int}/files/{file_path:path}");
  EXPECT_EQ(pattern->document_path(), "/users/{user_id}/files/{file_path}");
  EXPECT_THAT(pattern->capture_names(), ElementsAre("user_id", "file_path"));
}

TEST(PathPattern, WithoutCapturesIsOneLiteral) {
  const auto pattern = parse_path_pattern("/users/me");
  ASSERT_TRUE(pattern);
  ASSERT_EQ(pattern->parts.size(), 1u);
  EXPECT_EQ(pattern->parts[0].literal, "/users/me");
  EXPECT_THAT(pattern->capture_names(), IsEmpty());
}

TEST(PathPattern, SeveralCapturesMayShareASegment) {
  const auto pattern = parse_path_pattern("/{from}-{to}.{format:str}");
  ASSERT_TRUE(pattern);
  EXPECT_THAT(pattern->capture_names(), ElementsAre("from", "to", "format"));
  EXPECT_EQ(pattern->document_path(), "/{from}-{to}.{format}");
}

TEST(PathPattern, AClosingBraceAloneIsLiteral) {
  const auto pattern = parse_path_pattern("/a}b");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->document_path(), "/a}b");
}

struct BadPattern {
  const char* text;
  const char* message;
  std::size_t offset;
};

class PathPatternRefuses : public ::testing::TestWithParam<BadPattern> {};

TEST_P(PathPatternRefuses, WithAMessageAndAPlace) {
  const auto pattern = parse_path_pattern(GetParam().text);
  ASSERT_FALSE(pattern);
  EXPECT_THAT(pattern.error().message, HasSubstr(GetParam().message));
  EXPECT_EQ(pattern.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, PathPatternRefuses,
    ::testing::Values(BadPattern{"", "begins with '/'", 0}, BadPattern{"items", "begins with '/'", 0},
                      BadPattern{"{id}", "begins with '/'", 0}, BadPattern{"/items/{id", "not closed", 7},
                      BadPattern{"/items/{}", "needs a name", 7}, BadPattern{"/items/{:int}", "needs a name", 7},
                      BadPattern{"/items/{9}", "needs a name", 7}, BadPattern{"/items/{a b}", "needs a name", 7},
                      BadPattern{"/items/{a{b}}", "needs a name", 7},
                      BadPattern{"/{a}/{b:float}/{a:int}", "'a' stands twice", 15},
                      BadPattern{"/items/{id:}", "unknown convertor ''", 7},
                      BadPattern{"/items/{id:Int}", "unknown convertor 'Int'", 7}));

struct Fit {
  Convertor convertor;
  const char* text;
  bool fits;
};

class ConvertorFits : public ::testing::TestWithParam<Fit> {};

TEST_P(ConvertorFits, AsInStarlette) {
  EXPECT_EQ(fits(GetParam().convertor, GetParam().text), GetParam().fits) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Texts, ConvertorFits,
                         ::testing::Values(Fit{Convertor::str, "a b", true}, Fit{Convertor::str, "", false},
                                           Fit{Convertor::str, "a/b", false}, Fit{Convertor::path, "", true},
                                           Fit{Convertor::path, "a/b/", true}, Fit{Convertor::path, "a\nb", false},
                                           Fit{Convertor::str, "a\nb", true}, Fit{Convertor::integer, "0042", true},
                                           Fit{Convertor::integer, "", false}, Fit{Convertor::integer, "-1", false},
                                           Fit{Convertor::integer, "1.0", false}, Fit{Convertor::real, "3", true},
                                           Fit{Convertor::real, "3.14", true}, Fit{Convertor::real, "3.", false},
                                           Fit{Convertor::real, ".5", false}, Fit{Convertor::real, "1e5", false},
                                           Fit{Convertor::uuid, "123e4567-e89b-12d3-a456-426614174000", true},
                                           Fit{Convertor::uuid, "123E4567E89B12D3A456426614174000", true},
                                           Fit{Convertor::uuid, "123e4567-e89b12d3-a456426614174000", true},
                                           Fit{Convertor::uuid, "123e4567--e89b-12d3-a456-426614174000", false},
                                           Fit{Convertor::uuid, "123e4567-e89b-12d3-a456-42661417400", false},
                                           Fit{Convertor::uuid, "123e4567-e89b-12d3-a456-42661417400g", false},
                                           Fit{Convertor::uuid, "", false}));

}  // namespace
}  // namespace talaria::routing
