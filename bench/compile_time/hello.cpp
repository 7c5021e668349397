// The smallest program with a typed handler, as a user would write it.
#include <talaria/talaria.hpp>
using namespace talaria;

struct Greeting {
  std::string message;
};

Task<Greeting> hello() {
  co_return Greeting{"Hello, World!"};
}

int main(int argc, char** argv) {
  App app;
  app.get<hello>("/");
  return run(app, argc, argv);
}
