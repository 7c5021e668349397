// One policy for all errors of an app, wherever they come from.
#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/describe/problem_details.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

Json fail(Path<std::string, "kind"> kind) {
  if (kind == "http") throw HTTPException(409, "Taken", {{"x-a", "b"}});
  throw std::runtime_error("secret");
}
Json count(Body<std::vector<int>> list) {
  return list->size();
}

struct Fixture : ::testing::Test {
  Fixture() : app({.error_policy = error_policy<ProblemErrors>}) {
    app.get<fail>("/fail/{kind}");
    app.post<count>("/count", {.max_body_size = 20});
  }
  App app;
};

void expect_problem(const TestResponse& response, int status, const std::string& title) {
  EXPECT_EQ(response.status_code, status);
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  const Json problem = response.json();
  EXPECT_EQ(problem["status"], Json(status));
  EXPECT_EQ(problem["title"], Json(title));
}

using ErrorPolicyOfApp = Fixture;

TEST_F(ErrorPolicyOfApp, AnswersExceptions) {
  TestClient client(app);
  const TestResponse response = client.get("/fail/http");
  expect_problem(response, 409, "Conflict");
  EXPECT_EQ(response.json()["detail"], Json("Taken"));
  EXPECT_EQ(response.json()["instance"], Json("/fail/http"));
  EXPECT_EQ(response.header("x-a"), "b");
}

TEST_F(ErrorPolicyOfApp, AnswersWhatTheRouterDoesNotFind) {
  TestClient client(app);
  expect_problem(client.get("/nowhere"), 404, "Not Found");
  const TestResponse method = client.put("/fail/http");
  expect_problem(method, 405, "Method Not Allowed");
  EXPECT_EQ(method.header("allow"), "GET");
}

TEST_F(ErrorPolicyOfApp, AnswersBodiesThatDoNotFit) {
  TestClient client(app);
  const TestResponse invalid = client.post("/count", {.json = JsonArray{"x"}});
  expect_problem(invalid, 422, "Unprocessable Content");
  EXPECT_EQ(invalid.json()["errors"][0]["pointer"], Json("#/0"));
  const TestRequest large{.headers = {{"content-type", "application/json"}}, .content = std::string(30, ' ')};
  expect_problem(client.post("/count", large), 413, "Content Too Large");
}

TEST_F(ErrorPolicyOfApp, AnswersFaultsOfTheProgram) {
  TestClient client(app);
  const TestResponse response = client.get("/fail/other");
  expect_problem(response, 500, "Internal Server Error");
  EXPECT_EQ(response.text.find("secret"), std::string::npos);
}

Task<Json> slow() {
  co_await sleep(std::chrono::seconds(10));
  co_return nullptr;
}

TEST_F(ErrorPolicyOfApp, AnswersRequestsThatTakeTooLong) {
  app.get<slow>("/slow", {.timeout = std::chrono::milliseconds(10)});
  const TestResponse response = TestClient(app).get("/slow");
  expect_problem(response, 503, "Service Unavailable");
  EXPECT_EQ(response.json()["detail"], Json("The request took too long"));
}

Task<Response> pass(Request& request, Next next) {
  Response response = co_await next(request);
  co_return response;
}

TEST_F(ErrorPolicyOfApp, AnswersFaultsBehindMiddleware) {
  app.middleware<pass>();
  expect_problem(TestClient(app).get("/fail/other"), 500, "Internal Server Error");
}

Task<Response> add_header(Request& request, const HTTPException& error) {
  Response response = co_await http_exception_handler(request, error);
  response.headers.set("x-added", "yes");
  co_return response;
}
Task<JSONResponse> own(Request&, const RequestValidationError&) {
  co_return JSONResponse("own", 400);
}

TEST_F(ErrorPolicyOfApp, GivesWayToExceptionHandlers) {
  app.exception_handler<add_header>();
  app.exception_handler<own>();
  TestClient client(app);
  const TestResponse response = client.get("/fail/http");
  expect_problem(response, 409, "Conflict");
  EXPECT_EQ(response.header("x-added"), "yes");
  EXPECT_EQ(client.post("/count", {.json = 1}).text, R"("own")");
}

struct Broken {
  static Json http_error(const Request&, const HTTPException&) { throw std::logic_error("broken"); }
  static Json validation_error(const Request&, const RequestValidationError&) { return nullptr; }
  static Json server_error(const Request&) { throw std::logic_error("broken"); }
};

TEST(ErrorPolicyThatThrows, LeavesThePlainText) {
  App app{{.error_policy = error_policy<Broken>}};
  app.get<fail>("/fail/{kind}");
  TestClient client(app);
  EXPECT_EQ(client.get("/fail/http").text, "Internal Server Error");
  EXPECT_EQ(client.get("/fail/other").text, "Internal Server Error");
}

}  // namespace
}  // namespace talaria
