// Streams, files, apps below a path, sessions.
#include "pages.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include <talaria/talaria.hpp>

// clang-format off
namespace stream_json_lines { void set_up(talaria::App& app); }
namespace server_sent_events_page { void set_up(talaria::App& app); }
namespace stream_data_page { void set_up(talaria::App& app); }
namespace static_files_page { void set_up(talaria::App& app); void make_files(const std::filesystem::path& root); }
namespace sub_applications_page { void set_up(talaria::App& app, talaria::App& admin); void add_service(talaria::App& app); }
namespace behind_a_proxy_page { void set_up(talaria::App& app); talaria::AppOptions options(); }
namespace sessions_page { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

TestRequest json_lines(const std::string& text) {
  return {.headers = {{"content-type", "application/jsonl"}}, .content = text};
}

TEST(StreamJsonLines, AnswersAsThePageSays) {
  const std::string page = "tutorial/stream-json-lines.md";
  App app;
  stream_json_lines::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/").text,
            "{\"name\":\"Item 1\",\"description\":null}\n{\"name\":\"Item 2\",\"description\":null}\n"
            "{\"name\":\"Item 3\",\"description\":null}\n");
  EXPECT_EQ(client.get("/archive/").text,
            "{\"name\":\"Plumbus\",\"description\":null}\n{\"name\":\"Portal Gun\",\"description\":null}\n");
  const std::string a = "{\"sensor\": \"a\", \"celsius\": 20}\n";
  EXPECT_TRUE(shown(page, client.post("/readings/", json_lines(a + "{\"sensor\": \"b\", \"celsius\": 21.5}\n"))));
  const std::string impossible = a + "{\"sensor\": \"b\", \"celsius\": -300}\n";
  EXPECT_TRUE(shown(page, client.post("/readings/", json_lines(impossible)), 422));
  EXPECT_TRUE(shown(page, client.post("/lenient/", json_lines(impossible))));
  EXPECT_EQ(client.post("/fahrenheit/", json_lines(a)).text, "{\"sensor\":\"a\",\"fahrenheit\":68.0}\n");
}

TEST(ServerSentEvents, AnswersAsThePageSays) {
  App app;
  server_sent_events_page::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/prices/").text,
            "data: {\"article\":\"lamp\",\"price\":9.5}\n\ndata: {\"article\":\"lamp\",\"price\":9.25}\n\n");
  EXPECT_EQ(client.get("/log/", {.headers = {{"Last-Event-ID", "1"}}}).text,
            "event: log\ndata: \"ready\"\nid: 2\nretry: 5000\n\ndata: [DONE]\n\n");
  EXPECT_EQ(client.get("/state/").text, "\"ready\"");
  EXPECT_THAT(client.get("/state/", {.headers = {{"accept", "text/event-stream"}}}).text,
              StartsWith("event: log\ndata: \"started\"\n"));
}

TEST(StreamData, AnswersAsThePageSays) {
  App app;
  stream_data_page::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/countdown").text, "3\n2\n1\n");
  const TestResponse report = client.get("/report.csv");
  EXPECT_EQ(report.text, "name,price\nlamp,9.5\n");
  EXPECT_EQ(report.header("content-type"), "text/csv; charset=utf-8");
  const TestResponse book = client.get("/books/2");
  EXPECT_EQ(book.text, "page 1\npage 2\n");
  EXPECT_EQ(book.header("x-pages"), "2");
  EXPECT_TRUE(shown("advanced/stream-data.md", client.put("/upload", {.content = "12345"})));
}

TEST(StaticFilesPage, AnswersAsThePageSays) {
  const std::filesystem::path root = std::filesystem::path(::testing::TempDir()) / "talaria-docs-static";
  const std::filesystem::path before = std::filesystem::current_path();
  static_files_page::make_files(root);
  std::filesystem::current_path(root);
  {
    App app;
    static_files_page::set_up(app);
    TestClient client{app};
    const TestResponse logo = client.get("/static/logo.svg");
    EXPECT_EQ(logo.header("content-type"), "image/svg+xml");
    EXPECT_EQ(logo.header("accept-ranges"), "bytes");
    EXPECT_EQ(client.get("/static/logo.svg", {.headers = {{"if-none-match", logo.header("etag")}}}).status_code, 304);
    EXPECT_EQ(client.get("/static/logo.svg", {.headers = {{"range", "bytes=1-3"}}}).text, "svg");
    EXPECT_EQ(client.get("/static/%2e%2e/dist/app.js").status_code, 404);
    EXPECT_EQ(client.get("/app.js").text, "start();");
    EXPECT_EQ(client.get("/cart", {.headers = {{"accept", "text/html"}}}).text, "<title>Shop</title>");
    EXPECT_EQ(client.get("/cart.png").status_code, 404);
    EXPECT_EQ(client.get("/api/items").text, R"(["lamp"])");
    const TestResponse report = client.get("/reports/2024");
    EXPECT_EQ(report.text, "all is well");
    EXPECT_EQ(report.header("content-disposition"), "attachment; filename=\"report-2024.txt\"");
    EXPECT_EQ(client.get("/logo").text, "<svg/>");
  }
  std::filesystem::current_path(before);
  std::filesystem::remove_all(root);
}

TEST(SubApplications, AnswerAsThePageSays) {
  App app;
  App admin;
  sub_applications_page::set_up(app, admin);
  sub_applications_page::add_service(app);
  TestClient client{app};
  EXPECT_TRUE(shown("advanced/sub-applications.md", client.get("/admin/sub")));
  EXPECT_EQ(client.get("/app").status_code, 200);
  EXPECT_EQ(client.get("/admin/docs").status_code, 200);
  EXPECT_EQ(client.get("/admin/openapi.json").json()["servers"][0]["url"], "/admin");
  EXPECT_EQ(client.get("/ping/x").text, "you asked for /x");
}

TEST(BehindAProxy, AnswersAsThePageSays) {
  const std::string page = "advanced/behind-a-proxy.md";
  App app{behind_a_proxy_page::options()};
  behind_a_proxy_page::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/app")));
  EXPECT_TRUE(shown(page, client.get("/openapi.json").json()["servers"]));
  App plain{{.root_path = "/api/v1"}};
  TestClient other{plain};
  EXPECT_TRUE(shown(page, other.get("/openapi.json").json()["servers"]));
}

TEST(SessionsPage, AnswersAsThePageSays) {
  const std::string page = "tutorial/sessions.md";
  App app;
  sessions_page::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("https://example.com/me"), 401));
  const TestResponse login = client.post("https://example.com/login", {.data = {{"username", "ada"}}});
  EXPECT_THAT(
      login.header("set-cookie"),
      MatchesRegex("session=eyJ1c2VyIjogImFkYSJ9\\.[^;]+; path=/; Max-Age=1209600; httponly; samesite=lax; secure"));
  EXPECT_EQ(login.header("vary"), "Cookie");
  EXPECT_TRUE(shown(page, client.get("https://example.com/me")));
  EXPECT_EQ(client.post("https://example.com/logout").status_code, 204);
  EXPECT_EQ(client.get("https://example.com/me").status_code, 401);
}

}  // namespace
}  // namespace docs
