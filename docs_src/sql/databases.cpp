// docs/sql-databases.md
#include <talaria/model/inherit.hpp>
#include <talaria/sql/sql.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace sql_databases_page {

// [models]
struct HeroBase {
  Field<std::string, indexed, min_length{1}, max_length{50}> name;
  std::optional<int> age;
};

struct Hero : HeroBase {  // the table
  Field<std::int64_t, primary_key, defaults{0}> id;
  Field<std::string, unique> secret_name;
};
BOOST_DESCRIBE_STRUCT(Hero, (HeroBase), (id, secret_name))

struct HeroPublic : HeroBase {
  std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(HeroPublic, (HeroBase), (id))

struct HeroCreate : HeroBase {
  std::string secret_name;
};
BOOST_DESCRIBE_STRUCT(HeroCreate, (HeroBase), (secret_name))

struct HeroUpdate {
  std::optional<std::string> name;
  std::optional<int> age;
  std::optional<std::string> secret_name;
};
// [/models]

// [engine]
Resource<> lifespan(App& app) {
  sql::Engine& engine = app.state.emplace<sql::Engine>("sqlite://");  // or sqlite:///database.db, postgresql://...
  const sql::Metadata metadata = sql::tables<Hero>();
  co_await metadata.create_all(engine);
  co_yield {};
}
// [/engine]

// [session]
Resource<sql::Session> get_db(State<sql::Engine> engine) {
  auto session = co_await engine->session();
  co_yield session;  // throws here if the request failed, and the transaction is rolled back
  co_await session.commit();
}
using DbSession = Depends<get_db, Scope::function>;
// [/session]

// [create]
Task<HeroPublic> create_hero(Body<HeroCreate> hero, DbSession db) {
  Hero& added = db->add(to<Hero>(*hero));
  try {
    co_await db->flush();
  } catch (const sql::UniqueViolation&) {
    throw HTTPException{409, "There is a hero with this secret name"};
  }
  co_return to<HeroPublic>(added);  // with the id that the database made
}
// [/create]

// [read]
Task<std::vector<HeroPublic>> read_heroes(DbSession db, Query<int, "offset", ge{0}, defaults{0}> offset,
                                          Query<int, "limit", ge{1}, le{100}, defaults{100}> limit) {
  auto query = select<Hero>().order_by(column<&Hero::id>).offset(offset).limit(limit);
  co_return (co_await db->exec(query)).all();
}

Task<Hero*> valid_hero(Path<std::int64_t, "hero_id"> hero_id, DbSession db) {
  Hero* const hero = co_await db->get<Hero>(*hero_id);
  if (hero == nullptr) throw HTTPException{404, "Hero not found"};
  co_return hero;
}

Task<HeroPublic> read_hero(Depends<valid_hero> hero) {
  co_return to<HeroPublic>(**hero);
}
// [/read]

// [update]
Task<HeroPublic> update_hero(Depends<valid_hero> hero, Body<HeroUpdate> changes, DbSession db) {
  changes.update(**hero);  // what was sent, and nothing else
  co_await db->flush();    // writes the columns that changed
  co_return to<HeroPublic>(**hero);
}

Task<Json> delete_hero(Depends<valid_hero> hero, DbSession db) {
  db->remove(**hero);
  co_return JsonObject{{"ok", true}};
}
// [/update]

void set_up(App& app) {
  app.post<create_hero>("/heroes/", {.status_code = 201});
  app.get<read_heroes>("/heroes/");
  app.get<read_hero>("/heroes/{hero_id}");
  app.patch<update_hero>("/heroes/{hero_id}");
  app.delete_<delete_hero>("/heroes/{hero_id}");
}

AppOptions options() {
  return {.lifespan = lifespan};
}

}  // namespace sql_databases_page
