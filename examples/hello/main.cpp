// The smallest program: one path, answered with JSON.
// [program]
#include <talaria/talaria.hpp>
using namespace talaria;

struct Greeting {
  std::string message;
};

Task<Greeting> hello(Query<std::string, "name", max_length{50}, defaults{"World"}> name) {
  co_return {"Hello " + name};
}

int main(int argc, char** argv) {
  App app{{.title = "Hello"}};
  app.get<hello>("/");
  return run(app, argc, argv);
}
// [/program]
