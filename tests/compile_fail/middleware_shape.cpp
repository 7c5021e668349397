#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
struct Timed {
  Response dispatch(Request&, Next) const { return {}; }
};
#else
struct Timed {
  Task<Response> dispatch(Request& request, Next next) const { return next(request); }
};
#endif

void add(App& app) {
  app.add_middleware<Timed>();
}
