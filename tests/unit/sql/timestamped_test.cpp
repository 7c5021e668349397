// TimestampedModel on both databases.
#include "sql/on_database.hpp"

#include <talaria/model/inherit.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/sql/timestamped.hpp>

namespace talaria::sql {
namespace timestamped_test {
struct Note : TimestampedModel {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  std::string text = {};
};
BOOST_DESCRIBE_STRUCT(Note, (TimestampedModel), (id, text))
}  // namespace timestamped_test
namespace {

using timestamped_test::Note;

class Timestamps : public OnDatabase {};
TALARIA_ON_BOTH_DATABASES(Timestamps);

TEST_P(Timestamps, AreSetByTheDatabaseAndReadBack) {
  run([&]() -> Task<void> {
    const Metadata metadata = tables<Note>();
    {
      const PooledConnection connection = co_await engine.connect();
      co_await metadata.create_all(*connection, force);
    }
    Session session(engine);
    Note& note = session.add(Note());
    co_await session.commit();
    EXPECT_GT(note.created_at.date().year(), 2000);
    EXPECT_EQ(note.created_at, note.updated_at);
    EXPECT_EQ(note.created_at.offset(), 0);
    note.text = "changed";
    co_await session.commit();
    EXPECT_GE(note.updated_at, note.created_at);
    auto recent = select<Note>().where(column<&TimestampedModel::created_at, Note> <=
                                       column<&TimestampedModel::updated_at, Note>);
    const std::int64_t count = co_await session.count(recent);
    EXPECT_EQ(count, 1);
  });
}

TEST(TimestampedModel, NeedsNotBeSent) {
  EXPECT_EQ(model_validate_json<Note>(R"({"text": "x"})").text, "x");
}

}  // namespace
}  // namespace talaria::sql
