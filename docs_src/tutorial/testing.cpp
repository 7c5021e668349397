#include <cassert>
#include <chrono>

#include <talaria/async/virtual_clock.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace testing_page {

using namespace std::chrono_literals;

// [app]
struct ListOptions {
  std::string search;
};

Task<ListOptions> list_options(Query<std::string, "search", defaults{"none"}> search) {
  co_return ListOptions{.search = search};
}

Task<Json> read_items(Depends<list_options> options) {
  co_return JsonObject{{"search", options->search}};
}

Task<Json> read_slowly() {
  co_await sleep(1h);
  co_return "an hour later";
}
// [/app]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_slowly>("/slow");
}

// [client]
void test_read_items(App& app) {
  TestClient client{app};
  const auto response = client.get("/items/", {.params = {{"search", "lamp"}}});
  assert(response.status_code == 200);
  assert(response.json()["search"] == Json("lamp"));
}
// [/client]

// [override]
Task<ListOptions> fixed_options() {
  co_return ListOptions{.search = "from the test"};
}

void test_override(App& app) {
  const auto guard = app.dependency_overrides.scoped<list_options, fixed_options>();
  TestClient client{app};
  assert(client.get("/items/?search=lamp").text == R"({"search":"from the test"})");
}  // here list_options is back
// [/override]

// [clock]
void test_an_hour(App& app) {
  async::VirtualLoop loop;
  TestClient client{app, {.loop = &loop}};
  const auto start = loop.now();
  assert(client.get("/slow").text == R"("an hour later")");
  assert(loop.now() - start == 1h);
}
// [/clock]

}  // namespace testing_page
