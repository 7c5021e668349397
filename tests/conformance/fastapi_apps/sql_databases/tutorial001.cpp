// docs_src/sql_databases/tutorial001: one model that is the table, the body and the answer.
#include "tutorial.hpp"

#include <talaria/sql/sql.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace sql_databases::tutorial001 {

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id;
  Field<std::string, indexed> name;
  Field<std::optional<int>, indexed> age;
  std::string secret_name;
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

Task<Hero> create_hero(Body<Hero> hero, SessionDep session) {
  Hero& added = session->add(*hero);
  co_await session->commit();
  co_await session->refresh(added);
  co_return added;
}

Task<std::vector<Hero>> read_heroes(SessionDep session, Query<int, "offset", defaults{0}> offset,
                                    Query<int, "limit", le{100}, defaults{100}> limit) {
  auto query = select<Hero>().offset(*offset).limit(*limit);
  co_return (co_await session->exec(query)).all();
}

Task<Hero> read_hero(Path<int, "hero_id"> hero_id, SessionDep session) {
  Hero* const hero = co_await session->get<Hero>(*hero_id);
  if (hero == nullptr) throw HTTPException{404, "Hero not found"};
  co_return *hero;
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
  app.delete_<delete_hero>("/heroes/{hero_id}");
}

const Tutorial tutorial{"docs_src.sql_databases.tutorial001", register_routes, {.lifespan = lifespan}};

}  // namespace sql_databases::tutorial001
