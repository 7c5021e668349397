#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/app/exception_handlers.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/base/unavailable.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

struct Base : std::exception {
  const char* what() const noexcept override { return "base"; }
};
struct Middle : Base {};
struct Derived : Middle {};
struct Mixin {
  virtual ~Mixin() = default;
  int tag = 7;
};
struct Mixed : std::runtime_error, Mixin {
  Mixed() : std::runtime_error("mixed") {}
};
struct Exhausted : std::runtime_error, Unavailable {
  Exhausted() : std::runtime_error("no connection is free") {}
  int retry_after() const noexcept override { return 3; }
};
class NotFoundHere : public HTTPException {
 public:
  NotFoundHere() : HTTPException(404, "not here") {}
};

Json throw_kind(Path<std::string, "kind"> kind) {
  if (kind == "base") throw Base();
  if (kind == "middle") throw Middle();
  if (kind == "derived") throw Derived();
  if (kind == "mixed") throw Mixed();
  if (kind == "exhausted") throw Exhausted();
  if (kind == "int") throw 5;
  if (kind == "http") throw HTTPException(409, JsonArray{1});
  if (kind == "here") throw NotFoundHere();
  if (kind == "nothing") throw HTTPException(304, nullptr, {{"etag", "\"x\""}});
  throw std::runtime_error(kind);
}
Json needs_number(Query<int, "n"> n) {
  return *n;
}

Json needs_list(Body<std::vector<int>> list) {
  return list->size();
}

// clang-format off
JSONResponse on_base(Request&, const Base& error) { return JSONResponse(std::string("base handler: ") + error.what(), 400); }
Task<JSONResponse> on_middle(Request& request, const Middle&) { co_await sleep(1ms); co_return JSONResponse("middle handler: " + std::string(request.path()), 400); }
JSONResponse on_mixin(Request&, const Mixin& error) { return JSONResponse(error.tag, 400); }
JSONResponse on_int(Request&, const int& error) { return JSONResponse(error + 1, 400); }
PlainTextResponse on_http(Request&, const HTTPException& error) { return PlainTextResponse("http " + std::to_string(error.status_code()), error.status_code()); }
JSONResponse on_invalid(const Request&, const RequestValidationError& error) { return JSONResponse(error.errors().size(), 400); }
int counted = 0;
Task<Response> on_http_counted(Request& request, const HTTPException& error) { ++counted; co_return co_await http_exception_handler(request, error); }
Task<Response> on_invalid_counted(Request& request, const RequestValidationError& error) { ++counted; co_return co_await request_validation_exception_handler(request, error); }
JSONResponse on_invalid_body(Request&, const RequestValidationError& error) { return JSONResponse(error.body(), 422); }
JSONResponse on_all(Request&, const std::exception& error) { return JSONResponse(std::string("all: ") + error.what(), 500); }
JSONResponse on_all_other(Request&, const std::exception&) { return JSONResponse("other", 500); }
JSONResponse fails(Request&, const Base&) { throw std::runtime_error("the handler itself"); }
// clang-format on

class Handlers : public ::testing::Test {
 protected:
  Handlers() {
    app.get<throw_kind>("/{kind}");
    app.get<needs_number>("/numbers/");
  }
  TestResponse get(std::string_view url) { return TestClient(app).get(url); }
  App app;
};

TEST_F(Handlers, TheHandlerOfTheMostDerivedTypeWins) {
  app.exception_handler<on_base>();
  app.exception_handler<on_all>();
  app.exception_handler<on_middle>();
  EXPECT_EQ(get("/base").text, R"("base handler: base")");
  EXPECT_EQ(get("/middle").text, R"("middle handler: /middle")");
  EXPECT_EQ(get("/derived").text, R"("middle handler: /derived")");
  EXPECT_EQ(get("/other").text, R"("all: other")");
}

TEST_F(Handlers, FindAnyBaseAndTypesThatAreNoClasses) {
  app.exception_handler<on_mixin>();
  app.exception_handler<on_int>();
  EXPECT_EQ(get("/mixed").text, "7");
  EXPECT_EQ(get("/int").text, "6");
}

TEST_F(Handlers, WithoutAnyTheDefaultsAnswer) {
  EXPECT_EQ(get("/http").text, R"({"detail":[1]})");
  EXPECT_EQ(get("/here").text, R"({"detail":"not here"})");
  const TestResponse nothing = get("/nothing");
  EXPECT_EQ(nothing.status_code, 304);
  EXPECT_EQ(nothing.text, "");
  EXPECT_EQ(nothing.header("etag"), "\"x\"");
  EXPECT_EQ(get("/numbers/").status_code, 422);
}

TEST_F(Handlers, WhatIsUnavailableIs503UnlessItHasAHandlerOfItsOwn) {
  const TestResponse unhandled = get("/exhausted");
  EXPECT_EQ(unhandled.status_code, 503);
  EXPECT_EQ(unhandled.text, R"({"detail":"Service Unavailable"})");
  EXPECT_EQ(unhandled.header("retry-after"), "3");
  app.exception_handler<on_all>();
  EXPECT_EQ(get("/exhausted").status_code, 503);
}

TEST_F(Handlers, OfHttpExceptionSeesUnknownPathsAndMethodsToo) {
  app.exception_handler<on_http>();
  EXPECT_EQ(get("/here").text, "http 404");
  EXPECT_EQ(get("/no/such/path").text, "http 404");
  EXPECT_EQ(TestClient(app).post("/x").text, "http 405");
}

TEST_F(Handlers, OfInvalidRequestsReplaceThe422) {
  app.exception_handler<on_invalid>();
  const TestResponse response = get("/numbers/?n=x");
  EXPECT_EQ(response.status_code, 400);
  EXPECT_EQ(response.text, "1");
}

TEST_F(Handlers, MayAddToTheDefaults) {
  app.exception_handler<on_http_counted>();
  app.exception_handler<on_invalid_counted>();
  counted = 0;
  EXPECT_EQ(get("/http").text, R"({"detail":[1]})");
  EXPECT_EQ(get("/nothing").header("etag"), "\"x\"");
  EXPECT_EQ(get("/numbers/").status_code, 422);
  EXPECT_EQ(counted, 3);
}

TEST_F(Handlers, OfInvalidRequestsSeeTheBody) {
  app.post<needs_list>("/");
  app.exception_handler<on_invalid_body>();
  const auto post = [&](std::string content) {
    return TestClient(app).post("/", {.headers = {{"content-type", "application/json"}}, .content = content}).text;
  };
  EXPECT_EQ(post(R"({"a": 1})"), R"({"a":1})");
  EXPECT_EQ(post(R"({"a": )"), R"("{\"a\": ")");
}

TEST_F(Handlers, OfStdExceptionDoNotHideTheDefaults) {
  app.exception_handler<on_all>();
  EXPECT_EQ(get("/http").status_code, 409);
  EXPECT_EQ(get("/numbers/").status_code, 422);
  EXPECT_EQ(get("/base").text, R"("all: base")");
}

TEST_F(Handlers, TheLastOneForATypeCounts) {
  app.exception_handler<on_all>();
  app.exception_handler<on_all_other>();
  EXPECT_EQ(get("/base").text, R"("other")");
}

TEST_F(Handlers, ThatFailThemselvesMakeA500) {
  app.exception_handler<fails>();
  ::testing::internal::CaptureStderr();
  const TestResponse response = get("/base");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("the handler itself"));
  EXPECT_EQ(response.status_code, 500);
  EXPECT_EQ(response.text, "Internal Server Error");
}

TEST_F(Handlers, WhatNobodyHandlesTellsTheClientNothing) {
  ::testing::internal::CaptureStderr();
  const TestResponse response = get("/secret%0Apassword");
  const std::string errors = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(response.text, "Internal Server Error");
  EXPECT_THAT(errors, HasSubstr("GET /secret%0Apassword: secret\npassword"));
}

}  // namespace
}  // namespace talaria
