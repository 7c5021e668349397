#include <talaria/sql/sql.hpp>
using namespace talaria;

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id;
  std::string name;
};
struct Team {
  Field<std::optional<std::int64_t>, primary_key> id;
  Field<std::optional<std::int64_t>, foreign_key{"hero.id"}> hero_id;
  Relationship<Hero> hero;
};

auto query() {
#ifdef MUST_FAIL
  return sql::selectinload<&Hero::name>().joined;
#else
  return sql::selectinload<&Team::hero>().joined;
#endif
}
