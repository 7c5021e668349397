#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<Response> timed(Request& request) {
  co_return PlainTextResponse(std::string(request.path()));
}
#else
Task<Response> timed(Request& request, Next next) {
  return next(request);
}
#endif

void add(App& app) {
  app.middleware<timed>();
}
