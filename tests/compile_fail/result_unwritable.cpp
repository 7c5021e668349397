#include <talaria/talaria.hpp>
using namespace talaria;

class Session {
 public:
  explicit Session(int id) : id_(id) {}

 private:
  int id_;
};

#ifdef MUST_FAIL
Session read_session() {
  return Session(5);
}
#else
int read_session() {
  return 5;
}
#endif

void add(App& app) {
  app.get<read_session>("/");
}
