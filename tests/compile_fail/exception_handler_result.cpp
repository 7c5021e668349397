#include <talaria/talaria.hpp>
using namespace talaria;

struct MyError : std::exception {};

#ifdef MUST_FAIL
Json handle(Request&, const MyError&) {
  return nullptr;
}
#else
JSONResponse handle(Request&, const MyError&) {
  return JSONResponse(nullptr);
}
#endif

void add(App& app) {
  app.exception_handler<handle>();
}
