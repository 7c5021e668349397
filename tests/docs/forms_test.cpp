// Forms, their models, and files.
#include "pages.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

// clang-format off
namespace request_forms { void set_up(talaria::App& app); }
namespace request_form_models { void set_up(talaria::App& app); }
namespace request_files { void set_up(talaria::App& app); extern std::string uploads; }
// clang-format on

namespace docs {
namespace {

using namespace talaria;
namespace fs = std::filesystem;

TEST(RequestForms, AnswerAsThePageSays) {
  const std::string page = "tutorial/request-forms.md";
  App app;
  request_forms::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.post("/login/", {.data = {{"username", "ada"}, {"password", "correct horse"}}})));
  EXPECT_TRUE(shown(page, client.post("/login/", {.data = {{"username", ""}, {"password", "x"}}}), 422));
  EXPECT_EQ(client.post("/login/", {.json = JsonObject{{"username", "ada"}, {"password", "x"}}}).status_code, 422);
  EXPECT_EQ(client.get("/login/").header("content-type"), "text/html; charset=utf-8");
  const TestRequest order{.data = {{"topping", "olives"}, {"topping", "capers"}, {"amount", "2"}}};
  EXPECT_TRUE(shown(page, client.post("/orders/", order)));
  EXPECT_EQ(client.post("/orders/").text, R"({"toppings":[],"amount":1})");
  EXPECT_TRUE(shown(page, client.post("/orders/", {.data = {{"amount", "none"}}}), 422));
  EXPECT_TRUE(shown(page, app.openapi()["paths"]["/login/"]["post"]["requestBody"]));
  EXPECT_EQ(client.post("/survey/", {.data = {{"colour", "red"}, {"why", ""}}}).text, R"({"colour":"red","why":""})");
}

TEST(RequestFormModels, AnswerAsThePageSays) {
  const std::string page = "tutorial/request-form-models.md";
  App app;
  request_form_models::set_up(app);
  TestClient client{app};
  const TestRequest full{
      .data = {{"username", "ada"}, {"password", "x"}, {"interest", "looms"}, {"interest", "music"}}};
  EXPECT_TRUE(shown(page, client.post("/users/", full)));
  EXPECT_TRUE(shown(page, client.post("/users/", {.data = {{"username", "a"}}}), 422));
  EXPECT_TRUE(
      shown(page, client.post("/bookings/", {.data = {{"arrival", "2026-11-22"}, {"departure", "2026-11-21"}}}), 422));
  EXPECT_EQ(client.post("/bookings/", {.data = {{"arrival", "2026-11-21"}, {"departure", "2026-11-22"}}}).text,
            R"({"arrival":"2026-11-21","departure":"2026-11-22"})");
  const TestRequest more{.data = {{"username", "ada"}, {"password", "x"}, {"admin", "yes"}}};
  EXPECT_TRUE(shown(page, client.post("/login/", more), 422));
}

TEST(RequestFiles, AnswerAsThePageSays) {
  const std::string page = "tutorial/request-files.md";
  App app;
  request_files::set_up(app);
  TestClient client{app};
  const TestFile notes{"file", "notes.txt", "one\ntwo\n"};
  EXPECT_TRUE(shown(page, client.post("/uploadfile/", {.files = {notes}})));
  EXPECT_TRUE(shown(page, client.post("/uploadfile/", {.files = {{"file", "", ""}}}), 422)) << "nothing was chosen";
  EXPECT_EQ(client.post("/files/", {.files = {notes}}).text, R"({"file_size":8})");
  EXPECT_EQ(client.post("/files/", {.files = {{"file", "x", std::string(101, 'x')}}}).status_code, 422);
  EXPECT_EQ(client.post("/avatar/").text, R"({"message":"No file was sent"})");
  EXPECT_EQ(client.post("/avatar/", {.files = {{"avatar", "a.png", "x"}}}).text,
            R"({"message":"Your picture is a.png"})");
  EXPECT_TRUE(shown(page, client.post("/uploadfiles/", {.files = {{"files", "a.png", "x"}, {"files", "b.png", "y"}}})));
  EXPECT_EQ(client.post("/lines/", {.files = {notes}}).text, R"({"lines":2})");
  EXPECT_TRUE(
      shown(page, client.post("/texts/", {.data = {{"title", "Notes"}}, .files = {{"manuscript", "n", "12345678"}}})));
  EXPECT_EQ(app.openapi()["paths"]["/texts/"]["post"]["requestBody"]["content"].as_object().begin()->name,
            "multipart/form-data");
  EXPECT_TRUE(shown(
      page,
      client.post("/books/",
                  {.data = {{"title", "Notes"}},
                   .files = {{"manuscript", "n", "x"}, {"pictures", "a.png", "x"}, {"pictures", "b.png", "y"}}})));
  EXPECT_EQ(app.openapi()["paths"]["/books/"]["post"]["requestBody"]["content"].as_object().begin()->name,
            "multipart/form-data");
}

TEST(RequestFiles, AreKeptWithAHarmlessName) {
  request_files::uploads = testing::TempDir() + "talaria-uploads";
  fs::remove_all(request_files::uploads);
  fs::create_directories(request_files::uploads);
  App app;
  request_files::set_up(app);
  TestClient client{app};
  const auto response = client.post("/kept/", {.files = {{"file", "../../etc/passwd", "octets"}}});
  ASSERT_EQ(response.status_code, 200) << response.text;
  std::ifstream kept(request_files::uploads + "/" + response.json()["id"].as_string() + "-passwd");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), "octets");
  fs::remove_all(request_files::uploads);
}

TEST(RequestFiles, AreLimitedAsThePageSays) {
  const std::string page = "tutorial/request-files.md";
  App app;
  request_files::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.post("/kept/", {.files = {{"file", "x", std::string(8 << 20, 'x')}}}), 413));
  const std::vector<TestFile> four(4, {"files", "x", "x"});
  EXPECT_TRUE(shown(page, client.post("/few/", {.files = four}), 400));
  EXPECT_EQ(client.post("/few/", {.files = {four[0]}}).text, R"({"filenames":["x"]})");
  EXPECT_EQ(client.post("/uploadfiles/", {.files = four}).status_code, 200);
}

}  // namespace
}  // namespace docs
