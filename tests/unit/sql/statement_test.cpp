#include <gmock/gmock.h>

#include <talaria/model/types/uuid.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/statement.hpp>

namespace talaria::sql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(SqlText, PutsPlaceholdersInPlaceOfNames) {
  const TextQuery query =
      text("SELECT * FROM hero WHERE id = :id AND name = :name", param("id", 5), param("name", "A"));
  const Statement lite = query.render(Dialect::sqlite);
  EXPECT_EQ(lite.text, "SELECT * FROM hero WHERE id = ?1 AND name = ?2");
  EXPECT_THAT(lite.parameters, ElementsAre(Value(5), Value("A")));
  EXPECT_EQ(query.render(Dialect::postgresql).text, "SELECT * FROM hero WHERE id = $1 AND name = $2");
}

TEST(SqlText, ANameThatStandsTwiceIsOneParameter) {
  const Statement statement = text("SELECT :a + :b + :a", param("b", 2), param("a", 1)).render(Dialect::postgresql);
  EXPECT_EQ(statement.text, "SELECT $1 + $2 + $1");
  EXPECT_THAT(statement.parameters, ElementsAre(Value(1), Value(2)));
}

std::string rendered(SqlLiteral sql) {
  return TextQuery(sql, {}).render(Dialect::postgresql).text;
}

TEST(SqlText, LeavesAloneWhatIsNoParameter) {
  EXPECT_EQ(rendered("SELECT ':a', \":b\", 'it''s :c'"), "SELECT ':a', \":b\", 'it''s :c'");
  EXPECT_EQ(rendered("SELECT 1 -- :a\n, 2 /* :b /* :c */ :d */"), "SELECT 1 -- :a\n, 2 /* :b /* :c */ :d */");
  EXPECT_EQ(rendered("SELECT '1'::int, x::text[]"), "SELECT '1'::int, x::text[]");
  EXPECT_EQ(rendered("SELECT $$ :a ' $$, $tag$ :b $$ $tag$"), "SELECT $$ :a ' $$, $tag$ :b $$ $tag$");
  EXPECT_EQ(rendered("SELECT E'\\' :a', x[1:2], x[a:b]"), "SELECT E'\\' :a', x[1:2], x[a:b]");
  EXPECT_EQ(rendered("SELECT name'x\\', 1"), "SELECT name'x\\', 1");
  EXPECT_EQ(rendered("SELECT '{}'\\:\\:jsonb, x := 1"), "SELECT '{}'::jsonb, x := 1");
}

TEST(SqlText, FindsParametersBehindWhatLooksAlike) {
  EXPECT_EQ(text("SELECT :a::int", param("a", 1)).render(Dialect::postgresql).text, "SELECT $1::int");
  EXPECT_EQ(text("SELECT '':a", param("a", 1)).render(Dialect::sqlite).text, "SELECT ''?1");
  EXPECT_EQ(text("SELECT 5-:a_1--:b", param("a_1", 1)).render(Dialect::sqlite).text, "SELECT 5-?1--:b");
}

TEST(SqlText, SaysWhichParameterHasNoValueAndWhichValueNoParameter) {
  EXPECT_THAT([] { (void)text("SELECT :a").render(Dialect::sqlite); },
              ThrowsMessage<ProgrammingError>(HasSubstr("':a' of the SQL has no value")));
  EXPECT_THAT([] { (void)text("SELECT 1", param("b", 1)).render(Dialect::sqlite); },
              ThrowsMessage<ProgrammingError>(HasSubstr("no such parameter")));
  EXPECT_THAT([] { (void)text("SELECT :b", param("b", 1), param("b", 2)).render(Dialect::sqlite); },
              ThrowsMessage<ProgrammingError>(HasSubstr("two values for ':b'")));
}

TEST(SqlText, ExpandsLists) {
  const std::vector<int> ids{4, 5};
  const Statement statement =
      text("SELECT 1 WHERE :n > 0 AND id IN (:ids)", param("n", 1), param_list("ids", ids)).render(Dialect::sqlite);
  EXPECT_EQ(statement.text, "SELECT 1 WHERE ?1 > 0 AND id IN (?2, ?3)");
  EXPECT_THAT(statement.parameters, ElementsAre(Value(1), Value(4), Value(5)));
  const Statement none = text("id IN (:ids)", param_list("ids", std::vector<int>())).render(Dialect::sqlite);
  EXPECT_EQ(none.text, "id IN (SELECT NULL WHERE 1 = 0)");
  const TextQuery typed = text("id IN (:ids)", param_list("ids", std::vector<Uuid>()));
  EXPECT_EQ(typed.render(Dialect::postgresql).text, "id IN (SELECT NULL::uuid WHERE false)");
}

TEST(SqlText, TakesWhatAModelMayHave) {
  const Statement statement =
      text("SELECT :id, :none", param("id", Uuid()), param("none", std::optional<int>())).render(Dialect::sqlite);
  EXPECT_THAT(statement.parameters, ElementsAre(Value("00000000-0000-0000-0000-000000000000"), Value()));
}

TEST(SqlText, TakesSqlOfRunTimeWhenItIsCalledUnsafe) {
  const std::string table = "hero";
  const TextQuery query = text(unsafe_sql("SELECT * FROM " + table + " WHERE id = :id"), param("id", 1));
  EXPECT_EQ(query.render(Dialect::sqlite).text, "SELECT * FROM hero WHERE id = ?1");
  EXPECT_THROW((void)text(unsafe_sql("SELECT 'a")), ProgrammingError);
  EXPECT_THROW((void)text(unsafe_sql("SELECT /* a")), ProgrammingError);
  EXPECT_THROW((void)text(unsafe_sql("SELECT $a$ a $b$")), ProgrammingError);
  EXPECT_THROW((void)text(unsafe_sql("SELECT $1")), ProgrammingError);
}

}  // namespace
}  // namespace talaria::sql
