// Texts that try to be SQL, through every place that takes a value: they are values, and change nothing.
#include "sql/on_database.hpp"

#include <talaria/sql/filter.hpp>
#include <talaria/sql/pagination.hpp>
#include <talaria/sql/session.hpp>
#include <talaria/sql/sort_by.hpp>

namespace talaria::sql {
namespace injection_test {
struct Word {
  Field<std::string, primary_key> text = {};
  Field<std::string, indexed> copy = {};
};
struct WordFilter {
  std::optional<std::string> copy = {};
  std::optional<std::string> copy_like = {};
  std::optional<std::vector<std::string>> text_in = {};
};
}  // namespace injection_test
namespace {

using injection_test::Word;
using injection_test::WordFilter;

/// 16 ways to get out of a literal, with 14 things to do there.
std::vector<std::string> corpus() {
  const std::vector<std::string> openers{"",    "'",  "\"", "`",  "')",  "'))", "\\'",          "\\",
                                         "%' ", "''", "$$", "$1", "?1 ", ":a ", "\xE2\x80\x99", "/*'*/"};
  const std::vector<std::string> payloads{" OR 1=1 --",
                                          " OR ''='",
                                          "; DROP TABLE word; --",
                                          "; DELETE FROM word; --",
                                          "; UPDATE word SET copy = 'x'; --",
                                          " UNION SELECT text, text FROM word --",
                                          " AND (SELECT 1/0) --",
                                          "; SELECT pg_sleep(9); --",
                                          "; ATTACH DATABASE 'x' AS x; --",
                                          "; COMMIT; --",
                                          ") ON CONFLICT DO NOTHING --",
                                          " RETURNING * --",
                                          "%_%",
                                          "\n\r\t;"};
  std::vector<std::string> all;
  for (const std::string& opener : openers) {
    for (const std::string& payload : payloads) all.push_back(opener + payload);
  }
  return all;
}

class QueryInjections : public OnDatabase {};
TALARIA_ON_BOTH_DATABASES(QueryInjections);

Task<void> look_up(Session& session, std::string text) {
  Word* const by_key = co_await session.get<Word>(text);
  EXPECT_NE(by_key, nullptr) << text;
  const std::vector<std::string> list{text};
  auto query =
      select(column<&Word::text>)
          .where(column<&Word::copy> == text, column<&Word::copy>.in_(list), column<&Word::copy>.contains(text),
                 column<&Word::copy>.startswith(text), coalesce(column<&Word::copy>, text) == text);
  const auto found = (co_await session.exec(query)).all();
  EXPECT_THAT(found, testing::ElementsAre(text));
  WordFilter filter;
  filter.copy = text;
  filter.text_in = list;
  auto filtered = select<Word>().where(filter_by<Word>(filter));
  const std::int64_t count = co_await session.count(filtered);
  EXPECT_EQ(count, 1) << text;
  const Rows rows =
      co_await session.exec(sql::text("SELECT copy FROM word WHERE text = :a AND copy = :a AND text IN (:list)",
                                      param("a", text), param_list("list", list)));
  EXPECT_EQ(rows.size(), 1U) << text;
  const std::int64_t updated =
      co_await session.exec(update<Word>().set(column<&Word::copy>, text).where(column<&Word::text> == text));
  EXPECT_EQ(updated, 1) << text;
}

TEST_P(QueryInjections, ChangeNothing) {
  const std::vector<std::string> texts = corpus();
  ASSERT_GE(texts.size(), 200U);
  run([&]() -> Task<void> {
    const Metadata metadata = tables<Word>();
    co_await metadata.create_all(engine);
    {
      Session session(engine);
      for (const std::string& text : texts) {
        Word word;
        word.text = text;
        word.copy = text;
        session.add(std::move(word));
      }
      co_await session.commit();
    }
    Session session(engine);
    for (const std::string& text : texts) co_await look_up(session, text);
    co_await session.commit();
    const std::int64_t count = co_await session.count(select<Word>());
    EXPECT_EQ(count, static_cast<std::int64_t>(texts.size()));
    auto others = select<Word>().where(column<&Word::copy> != column<&Word::text>);
    const std::int64_t changed = co_await session.count(others);
    EXPECT_EQ(changed, 0);
  });
}

TEST_P(QueryInjections, AreNoCursorsAndNoOrders) {
  run([&]() -> Task<void> {
    const Metadata metadata = tables<Word>();
    co_await metadata.create_all(engine);
    Session session(engine);
    auto query = select<Word>();
    for (const std::string& text : corpus()) {
      CursorParams params;
      params.cursor = text;
      EXPECT_THROW((void)paginate<Word>(session, query, params, "secret", column<&Word::text>), InvalidCursor);
      EXPECT_THROW((void)TextFormat<SortBy<&Word::text>>::parse(text), ValueError);
    }
  });
}

}  // namespace
}  // namespace talaria::sql
