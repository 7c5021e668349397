#include "pages.hpp"

#include <talaria/talaria.hpp>

// clang-format off
namespace middleware_page {
void set_up(talaria::App& app);
void add_timing(talaria::App& app);
void add_cors(talaria::App& app);
void add_guards(talaria::App& app);
void add_compression(talaria::App& app);
void add_log(talaria::App& app);
}  // namespace middleware_page
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(Middleware, AnswersAsThePageSays) {
  const std::string page = "tutorial/middleware.md";
  App app;
  middleware_page::set_up(app);
  middleware_page::add_timing(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/tenant/", {.headers = {{"X-Tenant", "acme"}}})));
  EXPECT_TRUE(shown(page, client.get("/tenant/"), 400));
  EXPECT_NE(client.get("/items/").header("x-process-time"), "");
}

TEST(Middleware, OfTheBoxDoesWhatThePageSays) {
  App app;
  middleware_page::set_up(app);
  middleware_page::add_cors(app);
  middleware_page::add_compression(app);
  middleware_page::add_log(app);
  middleware_page::add_guards(app);
  TestClient client{app};
  const TestResponse response =
      client.get("https://www.example.com/items/", {.headers = {{"origin", "https://app.example.com"}}});
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.header("access-control-allow-origin"), "https://app.example.com");
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_NE(response.header("x-request-id"), "");
  EXPECT_EQ(client.get("https://example.org/items/").status_code, 400);
}

}  // namespace
}  // namespace docs
