#include <talaria/sql/sql.hpp>
using namespace talaria::sql;

TextQuery query(const std::string& name) {
#ifdef MUST_FAIL
  return text("SELECT * FROM hero WHERE name = '" + name + "'");
#else
  return text("SELECT * FROM hero WHERE name = :name", param("name", name));
#endif
}
