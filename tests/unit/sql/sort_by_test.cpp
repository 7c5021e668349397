#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/model/validate.hpp>
#include <talaria/sql/sort_by.hpp>

namespace talaria::sql {
namespace sort_by_test {
struct Params {
  std::optional<SortBy<&tests::Hero::name, &tests::Hero::age>> sort;
};
}  // namespace sort_by_test
namespace {

using sort_by_test::Params;

TEST(SortBy, IsReadFromAListOfNames) {
  const Params params = model_validate_json<Params>(R"({"sort": "-age,name"})");
  auto query = select(column<&tests::Hero::id>).order_by(*params.sort);
  EXPECT_THAT(query.render(Dialect::sqlite).text, testing::EndsWith(R"(ORDER BY "hero"."age" DESC, "hero"."name")"));
  EXPECT_EQ((TextFormat<SortBy<&tests::Hero::name, &tests::Hero::age>>::print(*params.sort)), "-age,name");
}

TEST(SortBy, TakesTheNamedColumnsAlone) {
  EXPECT_THROW((void)model_validate_json<Params>(R"({"sort": "secret_name"})"), ValidationError);
  EXPECT_THROW((void)model_validate_json<Params>(R"({"sort": ""})"), ValidationError);
  EXPECT_THROW((void)model_validate_json<Params>(R"({"sort": "name; DROP TABLE hero"})"), ValidationError);
}

}  // namespace
}  // namespace talaria::sql
