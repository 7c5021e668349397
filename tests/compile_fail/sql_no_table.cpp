#include <talaria/model/types/date_time.hpp>
#include <talaria/sql/sql.hpp>
using namespace talaria;

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id;
  std::string name;
  std::optional<int> age;
};
struct Draft {
  std::string name;
};

auto query() {
#ifdef MUST_FAIL
  return sql::table_info<Draft>.name;
#else
  return sql::table_info<Hero>.name;
#endif
}
