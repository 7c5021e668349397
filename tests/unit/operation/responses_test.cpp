// From a handler's result to the response: injected responses, response models, response classes, route classes.
#include "recording.hpp"

#include <map>
#include <optional>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::operation_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TestRequest json_text(std::string text) {
  TestRequest request;
  request.headers = {{"content-type", "application/json"}};
  request.content = std::move(text);
  return request;
}

// Response&.

void first_dependency(Response& response) {
  response.headers.set("x-a", "1");
  response.set_cookie("c", "1");
  response.status_code = 202;
}
Task<int> second_dependency(Response& response) {
  response.headers.set("x-a", "2");
  response.headers.set("x-b", "3");
  co_return response.status_code;
}
Json injected(Response& response, Depends<first_dependency>, Depends<second_dependency> status_seen) {
  return JsonObject{{"s", status_seen}, {"h", *response.headers.get("x-a")}};
}
Json unset(Response& response) {
  return response.status_code;
}
JSONResponse returned(Depends<first_dependency>) {
  return JSONResponse(5, 203);
}
Json no_content(Response& response, Depends<first_dependency>) {
  response.status_code = 204;
  return 5;
}
Json fails(Depends<first_dependency>) {
  throw HTTPException{404};
}

TEST(InjectedResponse, IsSharedAndMerged) {
  App app;
  app.get<injected>("/", {.status_code = 201});
  TestClient client(app);
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.status_code, 202);
  EXPECT_EQ(response.text, R"({"s":202,"h":"2"})");
  EXPECT_EQ(response.header("x-a"), "2");
  EXPECT_EQ(response.header("x-b"), "3");
  EXPECT_EQ(response.header("set-cookie"), "c=1; Path=/; SameSite=lax");
  EXPECT_EQ(response.header("content-type"), "application/json");
}

TEST(InjectedResponse, HasNoStatusUntilOneIsSet) {
  App app;
  app.get<unset>("/", {.status_code = 201});
  TestClient client(app);
  EXPECT_EQ(client.get("/").text, "0");
  EXPECT_EQ(client.get("/").status_code, 201);
}

TEST(InjectedResponse, DoesNotTouchAResponseThatIsReturned) {
  App app;
  app.get<returned>("/returned");
  app.get<fails>("/fails");
  TestClient client(app);
  const TestResponse response = client.get("/returned");
  EXPECT_EQ(response.status_code, 203);
  EXPECT_EQ(response.header("x-a"), "");
  EXPECT_EQ(client.get("/fails").status_code, 404);
  EXPECT_EQ(client.get("/fails").header("x-a"), "");
}

TEST(InjectedResponse, MayTakeTheContentAway) {
  App app;
  app.get<no_content>("/");
  TestClient client(app);
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.status_code, 204);
  EXPECT_EQ(response.text, "");
  EXPECT_EQ(response.header("x-a"), "1");
}

// ResponseOr and response models.

struct UserIn {
  std::string name;
  std::string password;
};
struct UserOut {
  Field<std::string, min_length{2}> name;
  std::optional<int> age;
};

Task<ResponseOr<UserOut>> value_or_response(Query<bool, "own", defaults{false}> own) {
  if (own) co_return JSONResponse("own", 201);
  co_return UserOut{"Ann", 5};
}
Task<UserIn> create_user(Query<std::string, "name"> name) {
  co_return UserIn{name, "secret"};
}
Json loose() {
  return JsonObject{{"name", "Bob"}, {"age", "7"}, {"password", "secret"}};
}
std::map<std::string, Json> from_map() {
  return {{"name", "Eve"}, {"age", nullptr}};
}
Task<ResponseOr<Json>> loose_or_response(Query<bool, "own", defaults{false}> own) {
  if (own) co_return JSONResponse("own");
  co_return JsonObject{{"name", "Max"}, {"secret", 1}};
}
void gives_nothing() {}

TEST(ResponseOrResult, IsOneOrTheOther) {
  App app;
  app.get<value_or_response>("/", {.status_code = 202});
  TestClient client(app);
  EXPECT_EQ(client.get("/").text, R"({"name":"Ann","age":5})");
  EXPECT_EQ(client.get("/").status_code, 202);
  EXPECT_EQ(client.get("/?own=1").text, R"("own")");
  EXPECT_EQ(client.get("/?own=1").status_code, 201);
}

TEST(ResponseModel, FiltersAndConverts) {
  App app;
  app.get<create_user>("/struct", {.response_model = schema_of<UserOut>});
  app.get<loose>("/json", {.response_model = schema_of<UserOut>});
  app.get<from_map>("/map", {.response_model = schema_of<UserOut>});
  app.get<loose_or_response>("/or", {.response_model = schema_of<UserOut>});
  TestClient client(app);
  EXPECT_EQ(client.get("/struct?name=Ann").text, R"({"name":"Ann","age":null})");
  EXPECT_EQ(client.get("/json").text, R"({"name":"Bob","age":7})");
  EXPECT_EQ(client.get("/map").text, R"({"name":"Eve","age":null})");
  EXPECT_EQ(client.get("/or").text, R"({"name":"Max","age":null})");
  EXPECT_EQ(client.get("/or?own=1").text, R"("own")");
}

TEST(ResponseModel, ThatDoesNotFitIsAFaultOfTheServer) {
  App app;
  app.get<create_user>("/struct", {.response_model = schema_of<UserOut>});
  app.get<gives_nothing>("/nothing", {.response_model = schema_of<UserOut>});
  TestClient client(app);
  ::testing::internal::CaptureStderr();
  const TestResponse response = client.get("/struct?name=A");
  EXPECT_EQ(response.status_code, 500);
  EXPECT_EQ(response.text, "Internal Server Error");
  const std::string report = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(report, HasSubstr("the response of create_user (GET /struct) does not fit its model"));
  EXPECT_THAT(report, HasSubstr("String should have at least 2 characters"));
  EXPECT_EQ(client.get("/nothing").status_code, 500);
}

TEST(ResponseModel, WritesWhatTheOptionsLeave) {
  App app;
  app.get<loose_or_response>("/unset", {.response_model = schema_of<UserOut>, .response_model_exclude_unset = true});
  app.get<create_user>("/include", {.response_model = schema_of<UserOut>, .response_model_include = {"age"}});
  app.get<create_user>("/exclude", {.response_model_exclude = {"password"}});
  app.get<create_user>("/none", {.response_model = schema_of<UserOut>, .response_model_exclude_none = true});
  app.get<create_user>("/defaults", {.response_model = schema_of<UserOut>, .response_model_exclude_defaults = true});
  app.get<loose>("/loose", {.response_model_exclude = {"password"}});
  TestClient client(app);
  EXPECT_EQ(client.get("/unset").text, R"({"name":"Max"})");
  EXPECT_EQ(client.get("/include?name=Ann").text, R"({"age":null})");
  EXPECT_EQ(client.get("/exclude?name=Ann").text, R"({"name":"Ann"})");
  EXPECT_EQ(client.get("/none?name=Ann").text, R"({"name":"Ann"})");
  EXPECT_EQ(client.get("/defaults?name=Ann").text, R"({"name":"Ann"})");
  // What no model describes is written whole, as in FastAPI.
  EXPECT_EQ(client.get("/loose").text, R"({"name":"Bob","age":"7","password":"secret"})");
}

JSONResponse explain(Request&, const ResponseValidationError& error) {
  return JSONResponse(JsonObject{{"errors", model::errors_to_json(error.errors())}, {"body", error.body()}}, 500);
}

TEST(ResponseModel, CanBeExplainedByAHandler) {
  App app;
  app.get<create_user>("/", {.response_model = schema_of<UserOut>});
  app.exception_handler<explain>();
  TestClient client(app);
  const Json answer = client.get("/?name=A").json();
  EXPECT_EQ(dump_json(answer["errors"][0]["loc"]), R"(["response","name"])");
  EXPECT_EQ(dump_json(answer["body"]), R"({"name":"A","password":"secret"})");
}

TEST(ResponseModel, NeedsAStatusWithContent) {
  App app;
  app.get<loose>("/", {.status_code = 204, .response_model = schema_of<UserOut>});
  app.post<loose>("/", {.responses = {{304, {.model = schema_of<UserOut>}}}});
  app.put<loose>("/", {.responses = {{400, {.content = "{"}}}, .openapi_extra = "nonsense"});
  try {
    app.freeze();
    FAIL() << "no fault found";
  } catch (const RegistrationError& error) {
    EXPECT_THAT(error.what(), HasSubstr("Status code 204 must not have a response body"));
    EXPECT_THAT(error.what(), HasSubstr("Status code 304 must not have a response body"));
    EXPECT_THAT(error.what(), HasSubstr("openapi_extra is no JSON: Expecting value at octet 0 of nonsense"));
    EXPECT_THAT(error.what(), HasSubstr("content of response 400 is no JSON"));
  }
}

// Response classes.

class ProblemResponse : public JSONResponse {
 public:
  static constexpr std::string_view documented_media_type = "application/problem+json";
  explicit ProblemResponse(const Json& content, int status = 200) : JSONResponse(content, status) {
    media_type = documented_media_type;
  }
};

std::string page(Response& response) {
  response.headers.set("x-a", "1");
  return "<p>";
}
std::string place() {
  return "/there";
}
void nothing_at_all() {}

TEST(ResponseClassOption, MakesTheResponse) {
  App app;
  app.get<page>("/html", {.status_code = 203, .response_class = response_class<HTMLResponse>});
  app.get<place>("/redirect", {.response_class = response_class<RedirectResponse>});
  app.get<loose>("/problem", {.response_class = response_class<ProblemResponse>});
  app.get<loose>("/wrong", {.response_class = response_class<HTMLResponse>});
  app.get<nothing_at_all>("/empty", {.response_class = response_class<PlainTextResponse>});
  TestClient client(app, {.follow_redirects = false});
  const TestResponse html = client.get("/html");
  EXPECT_EQ(html.text, "<p>");
  EXPECT_EQ(html.status_code, 203);
  EXPECT_EQ(html.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(html.header("x-a"), "1");
  const TestResponse redirect = client.get("/redirect");
  EXPECT_EQ(redirect.status_code, 307);
  EXPECT_EQ(redirect.header("location"), "/there");
  EXPECT_EQ(client.get("/problem").header("content-type"), "application/problem+json");
  EXPECT_EQ(client.get("/wrong").status_code, 500);
  EXPECT_EQ(client.get("/empty").text, "");
}

TEST(ResponseClassOption, IsInheritedFromTheNearest) {
  App app{{.default_response_class = response_class<HTMLResponse>}};
  Router plain{{.prefix = "/plain", .default_response_class = response_class<PlainTextResponse>}};
  Router inner{{.prefix = "/inner"}};
  const auto type = [](TestClient& client, std::string_view url) { return client.get(url).header("content-type"); };
  app.get<place>("/a");
  plain.get<place>("/a");
  plain.get<place>("/json", {.response_class = response_class<JSONResponse>});
  inner.get<place>("/a");
  plain.include_router(inner);
  app.include_router(plain);
  app.include_router(inner, {.default_response_class = response_class<JSONResponse>});
  TestClient client(app);
  EXPECT_EQ(type(client, "/a"), "text/html; charset=utf-8");
  EXPECT_EQ(type(client, "/plain/a"), "text/plain; charset=utf-8");
  EXPECT_EQ(type(client, "/plain/inner/a"), "text/plain; charset=utf-8");
  EXPECT_EQ(type(client, "/plain/json"), "application/json");
  EXPECT_EQ(type(client, "/inner/a"), "application/json");
}

// Route classes.

Resource<int> resource() {
  recording.add("open");
  int value = 1;
  co_yield value;
  recording.add("close");
}
Task<Json> add_up(Body<std::vector<int>> numbers, Depends<resource, Scope::function>) {
  recording.add("handler");
  int sum = 0;
  for (const int number : *numbers) sum += number;
  co_return sum;
}
Task<Response> with_mark(Request& request, Next next) {
  recording.add("before");
  Response response = co_await next(request);
  recording.add("after");
  response.headers.set("x-mark", "1");
  co_return response;
}
Task<Response> with_own_body(Request& request, Next next) {
  const std::string_view sent = co_await request.body();
  request.replace_body("[" + std::string(sent) + "]");
  Response response = co_await next(request);
  co_return response;
}
Task<Response> explaining(Request& request, Next next) {
  std::optional<RequestValidationError> error;
  try {
    Response response = co_await next(request);
    co_return response;
  } catch (const RequestValidationError& invalid) {
    error = invalid;
  }
  throw HTTPException{422, JsonObject{{"count", error->errors().size()}, {"body", error->body()}}};
}
Task<Response> closed(Request&, Next) {
  recording.add("closed");
  co_return PlainTextResponse("closed", 503);
}
Task<Response> twice(Request& request, Next next) {
  Response first = co_await next(request);
  Response second = co_await next(request);
  co_return second;
}

TEST(RouteClassOption, StandsAroundTheHandler) {
  App app{{.route_class = with_mark}};
  app.post<add_up>("/");
  Router router{{.prefix = "/router"}};
  router.post<add_up>("/");
  app.include_router(router);
  recording.take();
  TestClient client(app);
  const TestResponse marked = client.post("/", json_text("[1, 2]"));
  EXPECT_EQ(marked.text, "3");
  EXPECT_EQ(marked.header("x-mark"), "1");
  EXPECT_THAT(recording.take(), ElementsAre("before", "open", "handler", "after", "close"));
  EXPECT_EQ(client.post("/router/", json_text("[1, 2]")).header("x-mark"), "");
}

TEST(RouteClassOption, MayReplaceBodyErrorAndResponse) {
  App app;
  app.post<add_up>("/body", {.route_class = with_own_body});
  app.post<add_up>("/explaining", {.route_class = explaining});
  app.post<add_up>("/closed", {.route_class = closed});
  app.post<add_up>("/twice", {.route_class = twice});
  TestClient client(app);
  EXPECT_EQ(client.post("/body", json_text("5, 6")).text, "11");
  EXPECT_EQ(client.post("/body", json_text("5, x")).status_code, 422);
  EXPECT_EQ(client.post("/explaining", json_text("[5]")).text, "5");
  EXPECT_EQ(client.post("/explaining", json_text(R"(["a", "b"])")).text, R"({"detail":{"count":2,"body":["a","b"]}})");
  recording.take();
  EXPECT_EQ(client.post("/closed", json_text("[5]")).status_code, 503);
  EXPECT_THAT(recording.take(), ElementsAre("closed"));
  EXPECT_EQ(client.post("/twice", json_text("[5]")).status_code, 500);
}

}  // namespace
}  // namespace talaria::operation_test
