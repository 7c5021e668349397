#include <talaria/model/convert.hpp>
using namespace talaria;

struct Entity {
#ifdef MUST_FAIL
  std::string id;
#else
  long id = 0;
#endif
};
struct Read {
  int id = 0;
};

Read read(const Entity& entity) {
  return to<Read>(entity);
}
