#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/sql/filter.hpp>

namespace talaria::sql {
namespace filter_test {
struct HeroFilter {
  std::optional<std::string> name = {};
  std::optional<int> age_ge = {};
  std::optional<int> age_lt = {};
  std::optional<std::string> secret_name_ilike = {};
  std::optional<std::vector<std::int64_t>> id_in = {};
  std::optional<bool> team_id_is_null = {};
  std::optional<std::string> name_ne = {};
};
}  // namespace filter_test
namespace {

using filter_test::HeroFilter;

Statement render(const HeroFilter& filter) {
  return filter_by<tests::Hero>(filter).sql.render(Dialect::postgresql);
}

TEST(FilterBy, AsksForWhatIsThere) {
  HeroFilter filter;
  EXPECT_EQ(render(filter).text, "1 = 1");
  filter.name = "x";
  filter.age_ge = 18;
  EXPECT_EQ(render(filter).text, R"(("hero"."name" = $1) AND ("hero"."age" >= $2))");
  EXPECT_THAT(render(filter).parameters, testing::ElementsAre(Value("x"), Value(18)));
}

TEST(FilterBy, HasOperators) {
  HeroFilter filter;
  filter.age_lt = 9;
  filter.secret_name_ilike = "%a";
  filter.id_in = {1, 2};
  filter.team_id_is_null = true;
  filter.name_ne = "y";
  EXPECT_EQ(render(filter).text,
            R"(("hero"."age" < $1) AND ("hero"."secret_name" ILIKE $2) AND )"
            R"(("hero"."id" IN ($3, $4)) AND ("hero"."team_id" IS NULL) AND ("hero"."name" <> $5))");
  filter = HeroFilter();
  filter.team_id_is_null = false;
  EXPECT_EQ(render(filter).text, R"(("hero"."team_id" IS NOT NULL))");
}

}  // namespace
}  // namespace talaria::sql
