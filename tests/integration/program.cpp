// A whole program, to be started, talked to and stopped by program_test.py.
#include <chrono>
#include <cstdio>

#include <talaria/talaria.hpp>

using namespace talaria;

struct Item {
  std::string name;
  Field<double, gt{0}> price;
};

Resource<> lifespan(App&) {
  std::puts("lifespan begins");
  co_yield {};
  std::puts("lifespan ends");
}

Resource<std::string> get_session() {
  std::string session = "session";
  co_yield session;
  std::puts("session closed");
}

Task<Json> root() {
  co_return JsonObject{{"message", "Hello World"}};
}
Task<Item> create_item(Body<Item> item) {
  co_return *item;
}
Task<Json> slow(Query<int, "ms"> ms, Depends<get_session>) {
  std::puts("slow begins");
  std::fflush(stdout);
  co_await sleep(std::chrono::milliseconds(*ms));
  co_return "done";
}
Json needs_number(Path<int, "id"> id) {
  return *id;
}

int main(int argc, char** argv) {
  App app{{.title = "Program", .version = "2.0", .lifespan = lifespan}};
  app.get<root>("/");
  app.post<create_item>("/items/", {.status_code = 201});
  app.get<slow>("/slow");
  // A fault that only the start can find.
  if (argc > 1 && std::string_view(argv[1]) == "faulty") {
    app.get<needs_number>("/numbers");
    argc = 1;
  }
  return run(app, argc, argv);
}
