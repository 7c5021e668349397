// Dependencies, with and without clean-up.
#include "pages.hpp"

// clang-format off
namespace dependencies {
void set_up(talaria::App& app);
talaria::AppOptions global_options();
void set_up_global(talaria::App& app);
}
namespace classes_as_dependencies { void set_up(talaria::App& app); }
namespace dependencies_with_resource {
void set_up(talaria::App& app);
std::vector<std::string>& journal();
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;
using Lines = std::vector<std::string>;

TEST(Dependencies, AnswerAsThePageSays) {
  const std::string page = "tutorial/dependencies.md";
  App app;
  dependencies::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/items/?search=lamp&skip=20")));
  EXPECT_EQ(client.get("/users/").text, R"({"search":null,"skip":0,"limit":20})");
  EXPECT_TRUE(shown(page, client.get("/search", {.cookies = {{"last_term", "brass"}}})));
  EXPECT_EQ(client.get("/search?term=steel", {.cookies = {{"last_term", "brass"}}}).text, R"({"searched":"steel"})");
  EXPECT_EQ(client.get("/rolls").text, R"({"shared":true,"another":true})");
  EXPECT_EQ(client.post("/orders?amount=10").text, R"({"ordered":10})");
  EXPECT_EQ(client.post("/orders?amount=9").text, R"({"detail":"Order 10 at least"})");
}

TEST(Dependencies, OfARouteRunWithoutBeingNamedByTheHandler) {
  App app;
  dependencies::set_up(app);
  TestClient client{app};
  const TestRequest good{.headers = {{"X-Token", "let-me-in"}, {"X-Key", "open-sesame"}}};
  EXPECT_EQ(client.get("/protected/", good).status_code, 200);
  const auto refused = client.get("/protected/", {.headers = {{"X-Token", "x"}, {"X-Key", "x"}}});
  EXPECT_TRUE(shown("tutorial/dependencies.md", refused, 400));
  EXPECT_EQ(client.get("/protected/").status_code, 422);
  EXPECT_EQ(client.get("/items/1/owner").text, R"({"item":{"id":1},"owner":"ada"})");
  EXPECT_EQ(client.get("/items/1").status_code, 200);
  EXPECT_EQ(client.get("/items/2/owner").status_code, 404);
}

TEST(Dependencies, OfAnAppGoForAllItsRoutes) {
  App app{dependencies::global_options()};
  dependencies::set_up_global(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/").status_code, 422);
}

TEST(ClassesAsDependencies, AnswerAsThePageSays) {
  const std::string page = "tutorial/classes-as-dependencies.md";
  App app;
  classes_as_dependencies::set_up(app);
  TestClient client{app};
  const TestRequest ada{.headers = {{"X-Token", "token-of-ada"}}};
  const TestRequest bob{.headers = {{"X-Token", "token-of-bob"}}};
  EXPECT_TRUE(shown(page, client.get("/items/?q=lamp&skip=20")));
  EXPECT_EQ(client.get("/items/?skip=-1").status_code, 422);
  EXPECT_TRUE(shown(page, client.get("/articles/?skip=1&limit=2", ada)));
  EXPECT_EQ(client.get("/articles/7", bob).text, R"("bob 7")");
  EXPECT_EQ(client.get("/articles/7", {.headers = {{"X-Token", "x"}}}).status_code, 401);
  EXPECT_EQ(client.post("/articles/", bob).text, R"({"written_by":"bob"})");
  EXPECT_TRUE(shown(page, client.delete_("/articles/", bob), 403));
  EXPECT_EQ(client.delete_("/articles/", ada).status_code, 200);
  EXPECT_EQ(app.openapi()["paths"]["/items/"]["get"]["parameters"].as_array().size(), 3u);
}

TEST(DependenciesWithResource, CleanUpBehindTheYield) {
  auto& journal = dependencies_with_resource::journal();
  journal.clear();
  App app;
  dependencies_with_resource::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.post("/items/").text, R"({"written":1})");
  EXPECT_EQ(journal, (Lines{"commit 1", "close"}));
  journal.clear();
  EXPECT_TRUE(shown("tutorial/dependencies-with-resource.md", client.post("/items/?fail=1"), 400));
  EXPECT_EQ(journal, (Lines{"close"}));
}

TEST(DependenciesWithResource, CloseTheLastOpenedFirst) {
  auto& journal = dependencies_with_resource::journal();
  journal.clear();
  App app;
  dependencies_with_resource::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/order").text, R"("ab")");
  EXPECT_EQ(journal, (Lines{"after b, which still has a", "after a"}));
  EXPECT_EQ(client.get("/early").text, R"("a")");
}

}  // namespace
}  // namespace docs
