#include <talaria/sql/sql.hpp>
using namespace talaria::sql;

TextQuery query() {
#ifdef MUST_FAIL
  return text("SELECT 'it' || 's");
#else
  return text("SELECT 'it' || 's'");
#endif
}
