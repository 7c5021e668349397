#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/middleware.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

Task<Json> ok() {
  co_return "ok";
}
Task<Json> teapot() {
  throw HTTPException{418, "teapot"};
  co_return {};
}
Task<Json> broken() {
  throw std::runtime_error("secret");
  co_return {};
}
Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
  const std::string text = co_await socket.receive_text();
  co_await socket.send_text(text);
}

// Says its name before and behind what stands behind it.
class Named {
 public:
  struct Options {
    std::string name;
    std::vector<std::string>* log;
  };
  explicit Named(const Options& options) : options_(options) {}
  Task<Response> dispatch(Request& request, Next next) const {
    options_.log->push_back(options_.name);
    Task<Response> task = next(request);
    Response response = co_await std::move(task);
    options_.log->push_back(options_.name + " " + std::to_string(response.status_code));
    co_return response;
  }

 private:
  Options options_;
};

TEST(Middleware, TheLastAddedStandsOutermost) {
  std::vector<std::string> log;
  App app;
  app.get<ok>("/");
  app.add_middleware<Named>({"inner", &log});
  app.add_middleware<Named>({"outer", &log});
  TestClient client(app);
  EXPECT_EQ(client.get("/").status_code, 200);
  EXPECT_THAT(log, ElementsAre("outer", "inner", "inner 200", "outer 200"));
}

TEST(Middleware, OfAnAppSeesWhatNoRouteFits) {
  std::vector<std::string> log;
  App app;
  app.post<ok>("/");
  app.add_middleware<Named>({"m", &log});
  TestClient client(app, {.follow_redirects = false});
  client.get("/nothing");
  client.get("/");
  client.get("/docs");
  EXPECT_THAT(log, ElementsAre("m", "m 404", "m", "m 405", "m", "m 200"));
}

TEST(Middleware, OfARouterSeesItsRoutesAndThoseOfRoutersInIt) {
  std::vector<std::string> log;
  App app;
  app.get<ok>("/plain");
  Router inner;
  inner.get<teapot>("/inner");
  inner.add_middleware<Named>({"inner", &log});
  Router outer;
  outer.get<ok>("/outer");
  outer.include_router(inner);
  outer.add_middleware<Named>({"outer 1", &log});
  outer.add_middleware<Named>({"outer 2", &log});
  app.include_router(outer, {.prefix = "/api"});
  TestClient client(app);
  client.get("/plain");
  EXPECT_THAT(log, ElementsAre());
  client.get("/api/outer");
  EXPECT_THAT(log, ElementsAre("outer 2", "outer 1", "outer 1 200", "outer 2 200"));
  log.clear();
  EXPECT_EQ(client.get("/api/inner").text, R"({"detail":"teapot"})");
  EXPECT_THAT(log, ElementsAre("outer 2", "outer 1", "inner", "inner 418", "outer 1 418", "outer 2 418"))
      << "errors are responses there";
}

Task<Response> add_field(Request& request, Next next) {
  Response response = co_await next(request);
  response.headers.set("x-from", "function");
  co_return response;
}

TEST(Middleware, MayBeAFunctionOrALambda) {
  App app;
  app.get<ok>("/");
  app.middleware<add_field>();
  const std::string kept = "lambda";
  app.middleware([kept](Request& request, Next next) -> Task<Response> {
    Response response = co_await next(request);
    response.headers.set("x-also-from", kept);
    co_return response;
  });
  TestClient client(app);
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.header("x-from"), "function");
  EXPECT_EQ(response.header("x-also-from"), "lambda");
}

Task<Response> refuse(Request&, Next) {
  throw HTTPException{401, "no", {{"www-authenticate", "Bearer"}}};
  co_return Response();
}

TEST(Middleware, WhatItThrowsIsHandledLikeWhatHandlersThrow) {
  App app;
  app.get<ok>("/");
  app.middleware<refuse>();
  TestClient client(app);
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.status_code, 401);
  EXPECT_EQ(response.text, R"({"detail":"no"})");
  EXPECT_EQ(response.header("www-authenticate"), "Bearer");
}

std::string seen;
Task<Response> look(Request& request, Next next) {
  try {
    Response response = co_await next(request);
    co_return response;
  } catch (const std::runtime_error& error) {
    seen = error.what();
    throw;
  }
}

TEST(Middleware, SeesWhatNobodyHandledAsAnException) {
  App app;
  app.get<broken>("/");
  app.middleware<look>();
  TestClient client(app);
  const TestResponse response = client.get("/");
  EXPECT_EQ(seen, "secret");
  EXPECT_EQ(response.status_code, 500);
  EXPECT_EQ(response.text, "Internal Server Error");
}

Task<Response> answer_itself(Request&, Next) {
  co_return PlainTextResponse("closed", 503);
}

TEST(Middleware, MayAnswerItself) {
  App app;
  app.get<broken>("/");
  app.middleware<answer_itself>();
  EXPECT_EQ(TestClient(app).get("/").text, "closed");
}

TEST(Middleware, StandsAroundWebSocketsToo) {
  std::vector<std::string> log;
  App app;
  Router router;
  router.websocket<echo>("/ws");
  router.add_middleware<Named>({"router", &log});
  app.include_router(router);
  app.add_middleware<Named>({"app", &log});
  TestClient client(app);
  {
    auto session = client.websocket_connect("/ws");
    session.send_text("a");
    EXPECT_EQ(session.receive_text(), "a");
  }
  EXPECT_THAT(log, ElementsAre("app", "router", "router 101", "app 101"));
}

struct Tenant {
  std::string name;
};
Task<Json> tenant(Request& request) {
  co_return request.state().find<Tenant>()->name;
}
Task<Response> find_tenant(Request& request, Next next) {
  request.state().emplace<Tenant>(std::string(request.host()));
  return next(request);
}

TEST(Middleware, TellsThoseBehindItThroughTheStateOfTheRequest) {
  App app;
  app.get<tenant>("/");
  app.middleware<find_tenant>();
  EXPECT_EQ(TestClient(app).get("/").text, R"("testserver")");
}

}  // namespace
}  // namespace talaria
