#include "support/temporary_folder.hpp"

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/files/frontend.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

const TestRequest navigation{.headers = {{"accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}}};

struct Site : tests::TemporaryFolder {
  Site() {
    write("dist/index.html", "home");
    write("dist/assets/app.js", "js");
    write("dist/about/index.html", "about");
  }
  FrontendOptions options(std::optional<std::string> fallback = "auto") const {
    return {.directory = path("dist"), .fallback = std::move(fallback)};
  }
};

Task<Json> answer() {
  co_return "api";
}

void forbid(Header<std::optional<std::string>, "token"> token) {
  if (!token) throw HTTPException(401, "no token");
}

TEST(Frontend, StandsBehindTheRoutes) {
  const Site site;
  App app;
  app.frontend("/", site.options());
  app.get<answer>("/api");
  app.get<answer>("/about/");
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/api").text, "\"api\"");
  EXPECT_EQ(client.post("/api").status_code, 405);
  EXPECT_EQ(client.get("/").text, "home");
  EXPECT_EQ(client.get("/assets/app.js").text, "js");
  EXPECT_EQ(client.get("/about/").text, "\"api\"");
  EXPECT_EQ(client.get("/about").status_code, 307);
  EXPECT_EQ(client.get("/docs").status_code, 200);
}

TEST(Frontend, GivesItsPageToPathsThatOnlyItKnows) {
  const Site site;
  App app;
  app.frontend("/", site.options());
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/dashboard/settings", navigation).text, "home");
  EXPECT_EQ(client.get("/dashboard/settings", navigation).status_code, 200);
  EXPECT_EQ(client.get("/assets/nope.js").status_code, 404);
  for (const char* accept : {"*/*", "text/html;q=0, */*", "text/plain", ""}) {
    EXPECT_EQ(client.get("/dashboard", {.headers = {{"accept", accept}}}).status_code, 404) << accept;
  }
  for (const char* accept : {"application/xhtml+xml", "text/*, TEXT/HTML ; q=0.1", "text/html;q=x"}) {
    EXPECT_EQ(client.get("/dashboard", {.headers = {{"accept", accept}}}).status_code, 200) << accept;
  }
  EXPECT_EQ(client.get("/about").header("location"), "http://testserver/about/");
  EXPECT_EQ(client.get("/about/").text, "about");
  EXPECT_EQ(client.post("/assets/app.js").status_code, 405);
  EXPECT_EQ(client.post("/assets/app.js").header("allow"), "");
  EXPECT_EQ(client.post("/nope").status_code, 404);
}

TEST(Frontend, HasTheFallbackThatIsSaid) {
  const Site site;
  App none;
  none.frontend("/", site.options(std::nullopt));
  EXPECT_EQ(TestClient(none).get("/dashboard", navigation).status_code, 404);
  site.write("dist/404.html", "lost");
  App automatic;
  automatic.frontend("/", site.options());
  const auto lost = TestClient(automatic).get("/dashboard", navigation);
  EXPECT_EQ(lost.status_code, 404);
  EXPECT_EQ(lost.text, "lost");
  App index;
  index.frontend("/", site.options("index.html"));
  EXPECT_EQ(TestClient(index).get("/dashboard", navigation).text, "home");
}

TEST(Frontend, OfARouterHasItsPrefixAndDependencies) {
  const Site site;
  App app;
  Router router{{.prefix = "/app", .dependencies = {depends<forbid>}}};
  router.frontend("/", site.options());
  app.include_router(router, {.prefix = "/v1"});
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/v1/app/").status_code, 401);
  EXPECT_EQ(client.get("/v1/app/", {.headers = {{"token", "x"}}}).text, "home");
  EXPECT_EQ(client.get("/v1/app", {.headers = {{"token", "x"}}}).header("location"), "http://testserver/v1/app/");
  EXPECT_EQ(client.get("/v1/application").status_code, 404);
  EXPECT_EQ(client.post("/v1/app/nope").status_code, 404);
}

TEST(Frontend, OfTheLongerPathIsAskedFirst) {
  const Site site;
  const Site admin;
  admin.write("dist/index.html", "admin");
  App app;
  app.frontend("/", site.options());
  app.frontend("/admin", admin.options());
  TestClient client(app);
  EXPECT_EQ(client.get("/admin/users", navigation).text, "admin");
  EXPECT_EQ(client.get("/users", navigation).text, "home");
  EXPECT_EQ(client.get("/administrator", navigation).text, "home");
}

TEST(Frontend, NeedsWhatItServes) {
  const Site site;
  App app;
  EXPECT_THROW(app.frontend("/", {.directory = site.path("missing")}), std::runtime_error);
  EXPECT_THROW(app.frontend("/", site.options("404.html")), std::runtime_error);
  EXPECT_THROW(app.frontend("/", site.options("home.html")), std::invalid_argument);
  EXPECT_NO_THROW(app.frontend("/", {.directory = site.path("missing"), .check_dir = false}));
  ::setenv("TALARIA_ENV", "development", 1);
  EXPECT_NO_THROW(app.frontend("/", {.directory = site.path("missing")}));
  EXPECT_THROW(app.frontend("/", {.directory = site.path("missing"), .check_dir = true}), std::runtime_error);
  ::unsetenv("TALARIA_ENV");
}

TEST(Frontend, IsNotInTheDocument) {
  const Site site;
  App app;
  app.frontend("/", site.options());
  EXPECT_TRUE(app.openapi()["paths"].as_object().empty());
}

}  // namespace
}  // namespace talaria
