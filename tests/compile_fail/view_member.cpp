#include <talaria/talaria.hpp>
using namespace talaria;

struct User {
  int id;
  int age;
};
struct Other {
  int id;
};

#ifdef MUST_FAIL
using View = Pick<User, &Other::id>;
#else
using View = Pick<User, &User::id>;
#endif

Task<View> handler() {
  co_return View(User{1, 2});
}

void add(App& app) {
  app.get<handler>("/");
}
