#include <cassert>
#include <chrono>

#include <talaria/async/virtual_clock.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace testing_page {

using namespace std::chrono_literals;

// [app]
struct CommonParameters {
  std::string q;
};

Task<CommonParameters> common_parameters(Query<std::string, "q", defaults{"none"}> q) {
  co_return CommonParameters{.q = q};
}

Task<Json> read_items(Depends<common_parameters> commons) {
  co_return JsonObject{{"q", commons->q}};
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
  const auto response = client.get("/items/", {.params = {{"q", "foo"}}});
  assert(response.status_code == 200);
  assert(response.json()["q"] == Json("foo"));
}
// [/client]

// [override]
Task<CommonParameters> override_dependency() {
  co_return CommonParameters{.q = "from the test"};
}

void test_override(App& app) {
  const auto guard = app.dependency_overrides.scoped<common_parameters, override_dependency>();
  TestClient client{app};
  assert(client.get("/items/?q=foo").text == R"({"q":"from the test"})");
}  // here common_parameters is back
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
