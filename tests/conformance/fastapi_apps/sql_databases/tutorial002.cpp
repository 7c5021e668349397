// docs_src/sql_databases/tutorial002: a table, and models for what is sent and what is answered.
#include "tutorial.hpp"

#include <talaria/model/inherit.hpp>
#include <talaria/sql/sql.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace sql_databases::tutorial002 {

struct HeroBase {
  Field<std::string, indexed> name;
  Field<std::optional<int>, indexed> age;
};

struct Hero : HeroBase {
  Field<std::int64_t, primary_key, defaults{0}> id;  // the database makes it
  std::string secret_name;
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

Resource<> lifespan(App& app) {
  sql::Engine& engine = app.state.emplace<sql::Engine>("sqlite:///database.db");
  const sql::Metadata metadata = sql::tables<Hero>();
  co_await metadata.create_all(engine);
  co_yield {};
}

Resource<sql::Session> get_session(State<sql::Engine> engine) {
  sql::Session session(*engine);
  co_yield session;
}
using SessionDep = Depends<get_session>;

Task<HeroPublic> create_hero(Body<HeroCreate> hero, SessionDep session) {
  Hero& added = session->add(to<Hero>(*hero));
  co_await session->commit();
  co_return to<HeroPublic>(added);
}

Task<std::vector<HeroPublic>> read_heroes(SessionDep session, Query<int, "offset", defaults{0}> offset,
                                          Query<int, "limit", le{100}, defaults{100}> limit) {
  auto query = select<Hero>().offset(*offset).limit(*limit);
  co_return (co_await session->exec(query)).all();
}

Task<HeroPublic> read_hero(Path<int, "hero_id"> hero_id, SessionDep session) {
  Hero* const hero = co_await session->get<Hero>(*hero_id);
  if (hero == nullptr) throw HTTPException{404, "Hero not found"};
  co_return to<HeroPublic>(*hero);
}

Task<HeroPublic> update_hero(Path<int, "hero_id"> hero_id, Body<HeroUpdate> hero, SessionDep session) {
  Hero* const stored = co_await session->get<Hero>(*hero_id);
  if (stored == nullptr) throw HTTPException{404, "Hero not found"};
  hero.update(*stored);
  co_await session->commit();
  co_return to<HeroPublic>(*stored);
}

Task<Json> delete_hero(Path<int, "hero_id"> hero_id, SessionDep session) {
  Hero* const hero = co_await session->get<Hero>(*hero_id);
  if (hero == nullptr) throw HTTPException{404, "Hero not found"};
  session->remove(*hero);
  co_await session->commit();
  co_return JsonObject{{"ok", true}};
}

void register_routes(App& app) {
  app.post<create_hero>("/heroes/");
  app.get<read_heroes>("/heroes/");
  app.get<read_hero>("/heroes/{hero_id}");
  app.patch<update_hero>("/heroes/{hero_id}");
  app.delete_<delete_hero>("/heroes/{hero_id}");
}

const Tutorial tutorial{"docs_src.sql_databases.tutorial002", register_routes, {.lifespan = lifespan}};

}  // namespace sql_databases::tutorial002
