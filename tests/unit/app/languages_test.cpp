// Texts of validation errors in the language that the client asks for.
#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/describe/problem_details.hpp>
#include <talaria/model/languages.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;

struct User {
  Field<std::string, min_length{3}> name;
};
Json create_user(Body<User> user) {
  return std::string(user->name);
}
Resource<int> session() {
  int number = 1;
  co_yield number;
}
Json with_session(Depends<session>, Body<User>) {
  return 1;
}

TestResponse ask(App& app, const std::string& language, const std::string& path = "/users") {
  TestClient client(app);
  TestRequest request{.json = JsonObject{{"name", "a"}}};
  if (!language.empty()) request.headers = {{"accept-language", language}};
  return client.post(path, request);
}
std::string message_of(const TestResponse& response) {
  return response.json()["detail"][0]["msg"].as_string();
}

const std::string english = "String should have at least 3 characters";
const std::string german = "Der Text muss mindestens 3 Zeichen haben";

struct LanguagesOfApp : ::testing::Test {
  App app{{.languages = {languages::german, languages::spanish}}};
  LanguagesOfApp() {
    app.post<create_user>("/users");
    app.post<with_session>("/session");
  }
};

TEST_F(LanguagesOfApp, AreChosenByTheClient) {
  const TestResponse response = ask(app, "de-AT, en;q=0.5");
  EXPECT_EQ(response.status_code, 422);
  EXPECT_EQ(message_of(response), german);
  EXPECT_EQ(response.header("content-language"), "de");
  EXPECT_EQ(response.header("vary"), "Accept-Language");
  EXPECT_EQ(message_of(ask(app, "es")), "El texto debe tener al menos 3 caracteres");
}

TEST_F(LanguagesOfApp, OrEnglish) {
  for (const char* const language : {"", "fr", "en-US, de;q=0.9", "*", "???"}) {
    const TestResponse response = ask(app, language);
    EXPECT_EQ(message_of(response), english) << language;
    EXPECT_EQ(response.header("content-language"), "en");
    EXPECT_EQ(response.header("vary"), "Accept-Language");
  }
}

TEST_F(LanguagesOfApp, KeepKindAndContext) {
  const Json error = ask(app, "de").json()["detail"][0];
  EXPECT_EQ(error["type"], Json("string_too_short"));
  EXPECT_EQ(error["ctx"], Json(JsonObject{{"min_length", 3}}));
}

TEST_F(LanguagesOfApp, GoForErrorsThatPassedResources) {
  EXPECT_EQ(message_of(ask(app, "de", "/session")), german);
}

Task<JSONResponse> only_texts(Request&, const RequestValidationError& error) {
  co_return JSONResponse(error.errors().front().msg, 400);
}

TEST_F(LanguagesOfApp, GoForExceptionHandlers) {
  app.exception_handler<only_texts>();
  const TestResponse response = ask(app, "de");
  EXPECT_EQ(response.status_code, 400);
  EXPECT_EQ(response.json(), Json(german));
  EXPECT_EQ(response.header("content-language"), "de");
}

TEST(Languages, ChangeNothingUnlessSaid) {
  App app;
  app.post<create_user>("/users");
  const TestResponse response = ask(app, "de");
  EXPECT_EQ(message_of(response), english);
  EXPECT_FALSE(response.headers.contains("content-language"));
  EXPECT_FALSE(response.headers.contains("vary"));
}

constexpr ErrorText own_texts[] = {{"string_too_short", "zu kurz"}};
constexpr ErrorCatalogue own_german{.language = "de", .texts = own_texts};

TEST(Languages, FillEachOthersGaps) {
  App app{{.languages = {own_german, languages::german}}};
  app.post<create_user>("/users");
  EXPECT_EQ(message_of(ask(app, "de")), "zu kurz");
  TestClient client(app);
  const TestResponse missing = client.post("/users", {.headers = {{"accept-language", "de"}}, .json = JsonObject()});
  EXPECT_EQ(message_of(missing), "Dieses Feld ist erforderlich");
}

TEST(Languages, HaveADefault) {
  App app{{.languages = {languages::german}, .default_language = "de"}};
  app.post<create_user>("/users");
  EXPECT_EQ(message_of(ask(app, "")), german);
  EXPECT_EQ(message_of(ask(app, "en")), english);
  App wrong{{.languages = {languages::german}, .default_language = "fr"}};
  try {
    wrong.freeze();
    FAIL() << "nothing was thrown";
  } catch (const RegistrationError& error) {
    EXPECT_THAT(error.what(), HasSubstr("default_language is \"fr\", of which `languages` has no catalogue"));
  }
}

TEST(Languages, GoWithProblems) {
  App app{{.error_policy = error_policy<ProblemErrors>, .languages = {languages::german}}};
  app.post<create_user>("/users");
  EXPECT_EQ(ask(app, "de").json()["errors"][0]["detail"], Json(german));
}

}  // namespace
}  // namespace talaria
