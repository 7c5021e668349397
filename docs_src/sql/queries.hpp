// docs/sql-queries.md: the tables, and what the queries in queries.cpp read.
#pragma once
#include <talaria/sql/sql.hpp>
#include <talaria/talaria.hpp>

namespace sql_queries_page {

using namespace talaria;

struct Hero;
struct Team;

// [tables]
enum class Rank { trainee, regular, leader };

struct Team {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  Field<std::string, unique, max_length{50}> name = {};
  Relationship<std::vector<Hero>> heroes = {};
};

struct Hero {
  static constexpr auto table_args =
      sql::table_args(sql::unique_constraint("team_id", "name"), sql::check_constraint("age > 0", "age_is_positive"));

  Field<std::optional<std::int64_t>, primary_key> id = {};
  Field<std::string, indexed, max_length{50}> name = {};
  std::optional<int> age = {};
  Field<Rank, defaults{Rank::trainee}> rank = {};
  Field<std::vector<std::string>, defaults{}> powers = {};  // a JSON column
  Field<std::optional<std::int64_t>, foreign_key{"team.id", on_delete::set_null}> team_id = {};
  Field<DateTime, default_factory<sql::untouched_moment>, server_default{sql::now()}> created_at = {};
  Relationship<Team> team = {};
};
// [/tables]

// [team_size]
struct TeamSize {
  std::string name;
  std::int64_t heroes;
  std::optional<double> mean_age;
};
// [/team_size]

// [reads]
struct HeroRead {
  std::string name;
};
struct TeamRead {
  std::string name;
  std::vector<HeroRead> heroes;
};
// [/reads]

Task<std::vector<std::string>> names_of_adults(sql::Session& db, std::string text);
Task<std::string> oldest(sql::Session& db);
Task<std::vector<TeamSize>> team_sizes(sql::Session& db);
Task<std::vector<std::string>> seconds(sql::Session& db);
Task<std::int64_t> promote(sql::Session& db, int age);
Task<std::optional<std::int64_t>> team_named(sql::Session& db, std::string name);
Task<std::vector<TeamSize>> by_hand(sql::Session& db, int at_least);
Task<std::vector<TeamRead>> teams_with_heroes(sql::Session& db);
Task<std::string> team_of(sql::Session& db, Hero& hero);
AppOptions options();
void set_up(App& app);

}  // namespace sql_queries_page
