#include "recorder.hpp"
#include "tables.hpp"

#include <cstdlib>
#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/metadata.hpp>

namespace talaria::sql {
namespace metadata_test {
struct Hen {
  Field<std::int64_t, primary_key> id;
  Field<std::optional<std::int64_t>, foreign_key{"egg.id"}> egg_id;
};
struct Egg {
  Field<std::int64_t, primary_key> id;
  Field<std::optional<std::int64_t>, foreign_key{"hen.id"}> hen_id;
};
struct Node {
  Field<std::int64_t, primary_key> id;
  Field<std::optional<std::int64_t>, foreign_key{"node.id"}> parent_id;
};
}  // namespace metadata_test
namespace {

using namespace tests;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// TALARIA_ENV with a value, or without one, for as long as it lives.
class Environment {
 public:
  explicit Environment(const char* value) {
    if (const char* const old = std::getenv("TALARIA_ENV")) old_ = old;
    set(value);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { set(old_ ? old_->c_str() : nullptr); }

 private:
  static void set(const char* value) {
    if (value == nullptr) {
      ::unsetenv("TALARIA_ENV");
    } else {
      ::setenv("TALARIA_ENV", value, 1);
    }
  }
  std::optional<std::string> old_;
};

TEST(Metadata, PutsTablesBehindThoseTheyReferTo) {
  const Metadata metadata = tables<Hero, Team>();
  EXPECT_THAT(metadata.sorted(), ElementsAre(&table_info<Team>, &table_info<Hero>));
  EXPECT_EQ(metadata.find("hero"), &table_info<Hero>);
  EXPECT_EQ(metadata.find("villain"), nullptr);
  EXPECT_THAT(metadata.create_statements(Dialect::sqlite),
              ElementsAre(StartsWith("CREATE TABLE IF NOT EXISTS \"team\""),
                          StartsWith("CREATE TABLE IF NOT EXISTS \"hero\""), HasSubstr("\"hero_name_idx\"")));
  EXPECT_THAT(metadata.drop_statements(Dialect::postgresql),
              ElementsAre("DROP TABLE IF EXISTS \"hero\" CASCADE", "DROP TABLE IF EXISTS \"team\" CASCADE"));
}

TEST(Metadata, ClosesCirclesWhenAllTablesAreThere) {
  const Metadata metadata = tables<metadata_test::Hen, metadata_test::Egg>();
  const std::vector<std::string> statements = metadata.create_statements(Dialect::postgresql);
  ASSERT_EQ(statements.size(), 3U);
  EXPECT_THAT(statements[0], Not(HasSubstr("REFERENCES")));
  EXPECT_THAT(statements[1], HasSubstr("REFERENCES \"hen\""));
  EXPECT_THAT(statements[2], HasSubstr("ALTER TABLE \"hen\" ADD CONSTRAINT"));
}

TEST(Metadata, TakesATableThatRefersToItself) {
  const std::vector<std::string> statements = tables<metadata_test::Node>().create_statements(Dialect::postgresql);
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_THAT(statements[0], HasSubstr("REFERENCES \"node\""));
}

TEST(Metadata, RefusesKeysThatLeadNowhere) {
  EXPECT_THROW((void)tables<Hero>().create_statements(Dialect::sqlite), std::invalid_argument);
}

TEST(Metadata, MakesTablesInATransaction) {
  const Environment environment(nullptr);
  Recorder connection;
  const Metadata metadata = tables<Team>();
  run_until_complete(metadata.create_all(connection));
  EXPECT_THAT(connection.texts, ElementsAre("BEGIN", StartsWith("CREATE TABLE"), "COMMIT"));
}

TEST(Metadata, IsForDevelopmentAndTests) {
  Recorder connection;
  const Metadata metadata = tables<Team>();
  {
    const Environment environment("production");
    EXPECT_THROW(run_until_complete(metadata.create_all(connection)), ProgrammingError);
    EXPECT_THROW(run_until_complete(metadata.drop_all(connection)), ProgrammingError);
    EXPECT_TRUE(connection.texts.empty());
    run_until_complete(metadata.drop_all(connection, force));
    EXPECT_FALSE(connection.texts.empty());
  }
  {
    const Environment environment(nullptr);
    EXPECT_THROW(run_until_complete(metadata.drop_all(connection)), ProgrammingError);
  }
  {
    const Environment environment("test");
    EXPECT_NO_THROW(run_until_complete(metadata.drop_all(connection)));
  }
}

}  // namespace
}  // namespace talaria::sql
