#include <talaria/sql/sql.hpp>
using namespace talaria::sql;

TextQuery query() {
#ifdef MUST_FAIL
  return text("SELECT $1");
#else
  return text("SELECT :a", param("a", 1));
#endif
}
