// Crud on both databases.
#include "sql/on_database.hpp"
#include "tables.hpp"

#include <talaria/model/partial.hpp>
#include <talaria/sql/crud.hpp>

namespace talaria::sql {
namespace crud_test {
struct TeamCreate {
  std::string name;
};
struct TeamCrud : Crud<tests::Team> {
  Task<tests::Team*> get_by_name(Session& session, std::string_view name) const {
    return get_by<&tests::Team::name>(session, name);
  }
};
}  // namespace crud_test
namespace {

using namespace tests;
using crud_test::TeamCreate;
using testing::ElementsAre;

constexpr crud_test::TeamCrud teams;

class Cruds : public OnDatabase {
 protected:
  void SetUp() override {
    run([&]() -> Task<void> {
      const Metadata metadata = tables<Team>();
      const PooledConnection connection = co_await engine.connect();
      co_await metadata.create_all(*connection, force);
    });
  }
};

TALARIA_ON_BOTH_DATABASES(Cruds);

TEST_P(Cruds, CreateReadUpdateDelete) {
  run([&]() -> Task<void> {
    Session session(engine);
    TeamCreate data{"Preventers"};
    Team* const made = co_await teams.create(session, data);
    EXPECT_EQ(made->id.base(), 1);
    Team* const found = co_await teams.get(session, 1);
    EXPECT_EQ(found, made);
    Team* const by_name = co_await teams.get_by_name(session, "Preventers");
    EXPECT_EQ(by_name, made);
    Team* const nobody = co_await teams.get_by_name(session, "Nobody");
    EXPECT_EQ(nobody, nullptr);
    FieldsSet sent;
    sent.insert(0);
    data.name = "Z-Force";
    co_await teams.update(session, *made, data, sent);
    const Listed<Team> listed = co_await teams.get_multi(session);
    EXPECT_EQ(listed.total, 1);
    EXPECT_EQ(listed.items[0].name, "Z-Force");
    const bool removed = co_await teams.remove(session, 1);
    EXPECT_TRUE(removed);
    const bool again = co_await teams.remove(session, 1);
    EXPECT_FALSE(again);
  });
}

TEST_P(Cruds, AddManyWithoutDuplicates) {
  run([&]() -> Task<void> {
    Session session(engine);
    std::vector<TeamCreate> many(2);
    many[0].name = "a";
    many[1].name = "b";
    const std::int64_t added = co_await teams.create_many<&Team::name>(session, many);
    EXPECT_EQ(added, 2);
    many[0].name = "c";
    std::vector<std::string> duplicates;
    const std::size_t before = session.query_count();
    try {
      co_await teams.create_many<&Team::name>(session, many);
    } catch (const DuplicateValues& error) {
      duplicates = error.values();
    }
    EXPECT_THAT(duplicates, ElementsAre("b")) << "found by the database";
    EXPECT_EQ(session.query_count(), before + 1) << "in one round trip";
    many[1].name = "c";
    try {
      co_await teams.create_many<&Team::name>(session, many);
    } catch (const DuplicateValues& error) {
      duplicates = error.values();
    }
    EXPECT_THAT(duplicates, ElementsAre("c")) << "found in what was sent";
  });
}

}  // namespace
}  // namespace talaria::sql
