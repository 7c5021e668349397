// docs/sql-queries.md
#include "queries.hpp"

using namespace talaria;

namespace sql_queries_page {

// [filter]
Task<std::vector<std::string>> names_of_adults(sql::Session& db, std::string text) {
  auto query = select(column<&Hero::name>)
                   .where(column<&Hero::age> >= 18 || column<&Hero::age>.is_null(), column<&Hero::name>.contains(text))
                   .order_by(column<&Hero::age>.desc().nulls_last(), column<&Hero::name>);
  co_return (co_await db.exec(query)).all();
}
// [/filter]

// [cardinality]
Task<std::string> oldest(sql::Session& db) {
  auto query = select<Hero>().where(column<&Hero::age>.is_not_null()).order_by(column<&Hero::age>.desc()).limit(1);
  Hero& hero = (co_await db.exec(query)).one();  // or NoResultFound
  co_return hero.name;
}
// [/cardinality]

// [project]
Task<std::vector<TeamSize>> team_sizes(sql::Session& db) {
  auto query = select(column<&Team::name>, sql::count(column<&Hero::id>).label("heroes"),
                      sql::avg(column<&Hero::age>).label("mean_age"))
                   .left_join<Hero>()
                   .group_by(column<&Team::name>)
                   .order_by(column<&Team::name>)
                   .as<TeamSize>();
  co_return (co_await db.exec(query)).all();
}
// [/project]

// [subquery]
Task<std::vector<std::string>> seconds(sql::Session& db) {
  auto ranked = select(column<&Hero::name>,
                       sql::row_number()
                           .over(sql::window().partition_by(column<&Hero::team_id>).order_by(column<&Hero::age>.desc()))
                           .label("place"))
                    .subquery("ranked");
  auto query = select(ranked.column<&Hero::name>())
                   .select_from(ranked)
                   .where(ranked.value<std::int64_t>("place") == 2)
                   .order_by(ranked.column<&Hero::name>());
  co_return (co_await db.exec(query)).all();
}
// [/subquery]

// [change]
Task<std::int64_t> promote(sql::Session& db, int age) {
  auto change = sql::update<Hero>().set(column<&Hero::rank>, Rank::regular).where(column<&Hero::age> >= age);
  co_return co_await db.exec(change);  // the number of rows
}

Task<std::optional<std::int64_t>> team_named(sql::Session& db, std::string name) {
  Team team;
  team.name = name;
  auto upsert = sql::insert<Team>()
                    .values(team)
                    .on_conflict(column<&Team::name>)
                    .do_update(column<&Team::name>)
                    .returning(column<&Team::id>);
  co_return (co_await db.exec(upsert)).one();
}
// [/change]

// [by_hand]
Task<std::vector<TeamSize>> by_hand(sql::Session& db, int at_least) {
  auto query = sql::text(
      "SELECT team.name, count(*) AS heroes, avg(hero.age * 1.0) AS mean_age FROM team JOIN hero ON hero.team_id = "
      "team.id "
      "GROUP BY team.name HAVING count(*) >= :least",
      sql::param("least", at_least));
  co_return (co_await db.exec(query)).as<TeamSize>();
}
// [/by_hand]

// [relations]
Task<std::vector<TeamRead>> teams_with_heroes(sql::Session& db) {
  auto query = select<Team>().order_by(column<&Team::name>).options(sql::selectinload<&Team::heroes>());
  co_return (co_await db.exec(query)).all();  // two queries, whatever the number of teams
}

Task<std::string> team_of(sql::Session& db, Hero& hero) {
  Team* const team = co_await db.load<&Hero::team>(hero);
  co_return team == nullptr ? "none" : team->name;
}
// [/relations]

Resource<> lifespan(App& app) {
  sql::Engine& engine = app.state.emplace<sql::Engine>("sqlite://");
  const sql::Metadata metadata = sql::tables<Team, Hero>();
  co_await metadata.create_all(engine);
  co_yield {};
}

Resource<sql::Session> get_db(State<sql::Engine> engine) {
  auto session = co_await engine->session();
  co_yield session;
  co_await session.commit();
}

// [list]
struct HeroFilter {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
  std::optional<int> age_ge = {};
  std::optional<std::string> name_ilike = {};
  std::optional<sql::SortBy<&Hero::name, &Hero::age>> sort = {};
  Field<int, ge{1}, defaults{1}> page;
  Field<int, ge{1}, le{100}, defaults{20}> size;
};

Task<sql::Page<HeroRead>> list_heroes(Depends<get_db> db, Query<HeroFilter> filter) {
  auto query = select<Hero>().where(sql::filter_by<Hero>(filter));
  if (filter.sort) query.order_by(*filter.sort);
  query.order_by(column<&Hero::id>);
  co_return co_await sql::paginate<HeroRead>(*db, query, filter);
}
// [/list]

// [crud]
struct TeamCreate {
  std::string name;
};

struct TeamCrud : sql::Crud<Team> {
  Task<Team*> get_by_name(sql::Session& db, std::string_view name) const { return get_by<&Team::name>(db, name); }
};
inline constexpr TeamCrud teams;

Task<TeamRead> create_team(Body<TeamCreate> team, Depends<get_db> db) {
  Team* const known = co_await teams.get_by_name(*db, team->name);
  if (known != nullptr) throw HTTPException{409, "There is such a team"};
  Team* const made = co_await teams.create(*db, *team);
  co_await db->load<&Team::heroes>(*made);
  co_return to<TeamRead>(*made);
}
// [/crud]

Task<HeroRead> add_hero(Body<Hero> hero, Depends<get_db> db) {
  co_return to<HeroRead>(db->add(*hero));
}

AppOptions options() {
  return {.lifespan = lifespan};
}

void set_up(App& app) {
  app.get<list_heroes>("/heroes/");
  app.post<add_hero>("/heroes/");
  app.post<create_team>("/teams/", {.status_code = 201});
}

}  // namespace sql_queries_page
