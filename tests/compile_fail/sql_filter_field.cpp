#include <talaria/sql/sql.hpp>
using namespace talaria;

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id;
  std::string name;
};
struct Filter {
#ifdef MUST_FAIL
  std::optional<std::string> nick_like;
#else
  std::optional<std::string> name_like;
#endif
};

auto query() {
#ifdef MUST_FAIL
  return sql::filter_by<Hero>(Filter());
#else
  return sql::filter_by<Hero>(Filter());
#endif
}
