#include <talaria/sql/sql.hpp>
using namespace talaria;

struct Hero {
#ifdef MUST_FAIL
  static constexpr auto table_args = sql::table_args(sql::unique_constraint("nick"));
#else
  static constexpr auto table_args = sql::table_args(sql::unique_constraint("name"));
#endif
  Field<std::optional<std::int64_t>, primary_key> id;
  std::string name;
};

std::string_view name() {
  return sql::table_info<Hero>.name;
}
