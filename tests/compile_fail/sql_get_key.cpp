#include <talaria/sql/sql.hpp>
using namespace talaria;

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id;
  std::string name;
};

auto query(sql::Session& session) {
#ifdef MUST_FAIL
  return session.get<Hero>(1, 2);
#else
  return session.get<Hero>(1);
#endif
}
