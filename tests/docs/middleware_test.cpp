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

TEST(Middleware, UnpacksBodiesAsThePageSays) {
  const std::string page = "tutorial/middleware.md";
  App app;
  middleware_page::set_up(app);
  TestClient client{app};
  // echo '{"sensor": "north", "values": [1.5, 2.5]}' | gzip -n
  const unsigned char gzip[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x2a,
                                0x4e, 0xcd, 0x2b, 0xce, 0x2f, 0x52, 0xb2, 0x52, 0x50, 0xca, 0xcb, 0x2f, 0x2a,
                                0xc9, 0x50, 0xd2, 0x51, 0x50, 0x2a, 0x4b, 0xcc, 0x29, 0x4d, 0x2d, 0x06, 0x0a,
                                0x45, 0x1b, 0xea, 0x99, 0xea, 0x28, 0x18, 0xe9, 0x99, 0xc6, 0xd6, 0x72, 0x01,
                                0x00, 0x81, 0x55, 0x57, 0x4f, 0x2a, 0x00, 0x00, 0x00};
  const auto post = [&client](const std::string& coding, const std::string& body) {
    return client.post("/readings/", {.headers = {{"content-type", "application/json"}, {"content-encoding", coding}},
                                      .content = body});
  };
  const std::string body(reinterpret_cast<const char*>(gzip), sizeof gzip);
  EXPECT_TRUE(shown(page, post("gzip", body)));
  EXPECT_EQ(post("gzip", body.substr(1)).status_code, 400);
  const TestResponse refused = post("compress", body);
  EXPECT_EQ(refused.status_code, 415);
  EXPECT_EQ(refused.header("accept-encoding"), "gzip, deflate, br, zstd");
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
