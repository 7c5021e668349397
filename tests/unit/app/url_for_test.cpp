// URLs of routes by their names, as Starlette finds them.
#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

std::string read_item(Path<std::string, "id"> id) {
  return id;
}
std::string read_file(Path<std::string, "path"> path) {
  return path;
}
std::string list_items() {
  return "";
}

class Nothing final : public http::Service {
 public:
  Task<Response> handle(Request&) override { co_return PlainTextResponse(""); }
};

struct UrlFor : ::testing::Test {
  UrlFor() {
    sub.get<list_items>("/users", {.name = "users"});
    Router router{{.prefix = "/v1"}};
    router.get<list_items>("/items");
    app.include_router(router);
    app.get<read_item>("/items/{id}");
    app.get<read_item>("/numbers/{id:int}", {.name = "number"});
    app.get<read_file>("/files/{path:path}");
    app.mount("/static", Nothing{}, "static");
    app.mount("/admin", sub, "admin");
    app.mount("/plain", unnamed);
    unnamed.get<list_items>("/inside", {.name = "inside"});
  }
  App sub;
  App unnamed;
  App app;
};

TEST_F(UrlFor, GivesPathsByTheNamesOfFunctionsAndOptions) {
  EXPECT_EQ(app.url_path_for("list_items"), "/v1/items");
  EXPECT_EQ(app.url_path_for("read_item", {{"id", "foo"}}), "/items/foo");
  EXPECT_EQ(app.url_path_for("number", {{"id", 42}}), "/numbers/42");
  EXPECT_EQ(app.url_path_for("read_file", {{"path", "a/b.txt"}}), "/files/a/b.txt");
  EXPECT_EQ(app.url_path_for("openapi"), "/openapi.json");
  EXPECT_EQ(app.url_path_for("swagger_ui_html"), "/docs");
  EXPECT_EQ(app.url_path_for("redoc_html"), "/redoc");
}

TEST_F(UrlFor, WantsExactlyTheParametersOfTheRoute) {
  EXPECT_THROW(static_cast<void>(app.url_path_for("read_item")), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("read_item", {{"id", "foo"}, {"more", 1}})), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("read_item", {{"other", "foo"}})), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("nothing")), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("")), http::NoMatchFound);
}

// A text with a slash would be another route; one that is no number would be none.
TEST_F(UrlFor, RefusesWhatDoesNotFitTheCapture) {
  EXPECT_THROW(static_cast<void>(app.url_path_for("read_item", {{"id", "a/b"}})), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("read_item", {{"id", ""}})), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("number", {{"id", "five"}})), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("number", {{"id", -5}})), http::NoMatchFound);
}

TEST_F(UrlFor, EncodesWhatWouldEndThePath) {
  EXPECT_EQ(app.url_path_for("read_item", {{"id", "a?b#c%d"}}), "/items/a%3Fb%23c%25d");
  EXPECT_EQ(app.url_path_for("read_item", {{"id", "a\r\nb\"<c>"}}), "/items/a%0D%0Ab%22%3Cc%3E");
  EXPECT_EQ(app.url_path_for("read_item", {{"id", "a b \u00e9"}}), "/items/a b \u00e9");
}

TEST_F(UrlFor, FindsWhatIsMounted) {
  TestClient client(app);  // what is mounted knows its routes once it has started
  EXPECT_EQ(app.url_path_for("static", {{"path", "/styles.css"}}), "/static/styles.css");
  EXPECT_EQ(app.url_path_for("static", {{"path", "styles.css"}}), "/static/styles.css");
  EXPECT_EQ(app.url_path_for("admin:users"), "/admin/users");
  EXPECT_EQ(app.url_path_for("inside"), "/plain/inside");
  EXPECT_THROW(static_cast<void>(app.url_path_for("users")), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("static")), http::NoMatchFound);
  EXPECT_THROW(static_cast<void>(app.url_path_for("admin:nothing")), http::NoMatchFound);
}

Json links(const Request& request) {
  return JsonObject{{"item", request.url_for("read_item", {{"id", "foo"}})}, {"base", request.base_url()}};
}

TEST(RequestUrlFor, IsAbsolute) {
  App app;
  app.get<links>("/links");
  app.get<read_item>("/items/{id}");
  TestClient client(app);
  EXPECT_EQ(client.get("/links").json(),
            Json(JsonObject{{"item", "http://testserver/items/foo"}, {"base", "http://testserver/"}}));
}

TEST(RequestUrlFor, StandsBelowTheRootPath) {
  App app{{.root_path = "/api/v1"}};
  app.get<links>("/links");
  app.get<read_item>("/items/{id}");
  TestClient client(app);
  EXPECT_EQ(client.get("/links").json()["item"], "http://testserver/api/v1/items/foo");
}

// As in Starlette, the routes of the outermost application count.
TEST(RequestUrlFor, AsksTheOutermostApplicationFromWhatIsMounted) {
  App sub;
  sub.get<links>("/links");
  App app;
  app.get<read_item>("/items/{id}");
  app.mount("/sub", sub, "sub");
  TestClient client(app);
  EXPECT_EQ(client.get("/sub/links").json()["item"], "http://testserver/items/foo");
  EXPECT_EQ(client.get("/sub/links").json()["base"], "http://testserver/");
}

}  // namespace
}  // namespace talaria
