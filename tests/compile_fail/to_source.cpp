#include <talaria/model/convert.hpp>
using namespace talaria;

struct Entity {
  int id = 0;
};
struct Read {
  int id = 0;
#ifdef MUST_FAIL
  std::string name;
#else
  std::optional<std::string> name;
#endif
};

Read read(const Entity& entity) {
  return to<Read>(entity);
}
