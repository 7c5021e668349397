// The smallest program that a project outside this repository builds; it calls itself through the test client.
#include <cstdio>
#include <cstdlib>

#include <talaria/talaria.hpp>

using namespace talaria;

struct Greeting {
  std::string message;
};

Task<Greeting> read_root() {
  co_return Greeting{"Hello World"};
}

int main() {
  App app{{.title = "Hello"}};
  app.get<read_root>("/");
  TestClient client{app};
  const auto response = client.get("/");
  std::printf("%d %s\n", response.status_code, response.text.c_str());
  return response.status_code == 200 && response.text == R"({"message":"Hello World"})" ? EXIT_SUCCESS : EXIT_FAILURE;
}
