// Handlers and dependencies that give a Result: a declared error ends the request, and nothing is thrown for it.
#include "recording.hpp"
#include "throw_count.hpp"

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/describe/http_errors.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/security/http.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::operation_test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

struct User {
  int id;
  std::string name;
};
struct UserNotFound {
  static constexpr int status_code = 404;
  std::string detail = "User not found";
};
struct Locked {
  static constexpr int status_code = 423;
  std::string detail = "Locked";
  std::string by;
  [[nodiscard]] http::Headers headers() const { return {{"x-by", by}}; }
};

Task<Result<User, UserNotFound>> valid_user(Path<int, "id"> id) {
  if (id == 1) co_await sleep(1ms);
  if (id > 9) co_return UserNotFound{};
  co_return User{.id = *id, .name = "ada"};
}
Task<Result<User, Locked, Forbidden>> read_user(Depends<valid_user> user) {
  if (user->id == 2) co_return Locked{.by = "root"};
  if (user->id == 3) {
    co_await sleep(1ms);
    co_return Forbidden{"Not yours"};
  }
  co_return *user;
}
Result<void, NotFound> delete_user(Path<int, "id"> id) {
  recording.add("deleted " + std::to_string(*id));
  if (id > 9) return NotFound{};
  return {};
}
Task<Result<ResponseOr<User>, NotFound>> either(Path<int, "id"> id) {
  if (id == 1) co_return JSONResponse("own", 201);
  if (id == 2) co_return NotFound{};
  co_return User{.id = *id, .name = "eve"};
}

Resource<int> session() {
  recording.add("open");
  int number = 5;
  try {
    co_yield number;
  } catch (const HTTPException& error) {
    recording.add(std::string("rolled back: ") + error.what());
    throw;
  }
  recording.add("committed");
}
Task<Result<User, Locked>> with_session(Depends<session>, Depends<valid_user> user) {
  if (user->id == 2) co_return Locked{.by = "root"};
  co_return *user;
}

Json after_the_body(Depends<valid_user>, Body<std::vector<int>> list) {
  return list->size();
}

constexpr HTTPBearer bearer{};
Task<Json> secret(Depends<&bearer> credentials) {
  co_return credentials->credentials;
}

TestResponse get(App& app, std::string_view url) {
  recording.take();
  TestClient client(app);
  const TestResponse first = client.get(url);
  thrown = 0;
  return client.get(url);
}

App& users() {
  static App app;
  static const bool filled = [] {
    app.get<read_user>("/users/{id}");
    app.delete_<delete_user>("/users/{id}", {.status_code = 204});
    app.get<either>("/either/{id}");
    app.get<with_session>("/session/{id}");
    app.get<secret>("/secret");
    app.post<after_the_body>("/bodies/{id}");
    return true;
  }();
  static_cast<void>(filled);
  return app;
}

TEST(DeclaredErrors, OfTheHandler) {
  const TestResponse locked = get(users(), "/users/2");
  EXPECT_EQ(locked.status_code, 423);
  EXPECT_EQ(locked.text, R"({"detail":"Locked","by":"root"})");
  EXPECT_EQ(locked.header("x-by"), "root");
  EXPECT_EQ(thrown, 0u);
  EXPECT_EQ(get(users(), "/users/3").text, R"({"detail":"Not yours"})");
  EXPECT_EQ(thrown, 0u);
}

TEST(DeclaredErrors, OfADependency) {
  const TestResponse missing = get(users(), "/users/10");
  EXPECT_EQ(missing.status_code, 404);
  EXPECT_EQ(missing.text, R"({"detail":"User not found"})");
  EXPECT_EQ(thrown, 0u);
}

TEST(DeclaredErrors, OrTheValue) {
  EXPECT_EQ(get(users(), "/users/1").text, R"({"id":1,"name":"ada"})");
  EXPECT_EQ(get(users(), "/users/4").text, R"({"id":4,"name":"ada"})");
}

TEST(DeclaredErrors, OfAPlainFunctionThatGivesNothing) {
  TestClient client(users());
  EXPECT_EQ(client.delete_("/users/1").status_code, 204);
  const TestResponse missing = client.delete_("/users/10");
  EXPECT_EQ(missing.status_code, 404);
  EXPECT_EQ(missing.text, R"({"detail":"Not Found"})");
}

TEST(DeclaredErrors, BesideAResponse) {
  EXPECT_EQ(get(users(), "/either/1").status_code, 201);
  EXPECT_EQ(get(users(), "/either/2").status_code, 404);
  EXPECT_EQ(get(users(), "/either/3").text, R"({"id":3,"name":"eve"})");
}

TEST(DeclaredErrors, RollResourcesBack) {
  TestClient client(users());
  recording.take();
  const TestResponse locked = client.get("/session/2");
  EXPECT_EQ(locked.text, R"({"detail":"Locked","by":"root"})");
  EXPECT_EQ(locked.header("x-by"), "root");
  EXPECT_THAT(recording.take(), ElementsAre("open", "rolled back: 423: Locked"));
  EXPECT_EQ(client.get("/session/10").status_code, 404);
  EXPECT_THAT(recording.take(), ElementsAre("open", "rolled back: 404: User not found"));
  EXPECT_EQ(client.get("/session/1").status_code, 200);
  EXPECT_THAT(recording.take(), ElementsAre("open", "committed"));
}

TEST(DeclaredErrors, OfTheHeadComeBeforeTheBody) {
  TestClient client(users());
  EXPECT_EQ(client.post("/bodies/10", {.content = "["}).status_code, 404);
  EXPECT_EQ(client.post("/bodies/1", {.json = JsonArray{1}}).text, "1");
}

TEST(DeclaredErrors, OfASecuritySchemeAreNotThrown) {
  const TestResponse response = get(users(), "/secret");
  EXPECT_EQ(response.status_code, 401);
  EXPECT_EQ(response.header("www-authenticate"), "Bearer");
  EXPECT_EQ(thrown, 0u);
}

JSONResponse on_locked(Request&, const Locked& error) {
  return JSONResponse("locked by " + error.by, 418);
}
Task<JSONResponse> on_http(Request&, const HTTPException& error) {
  co_return JSONResponse(std::string("http ") + error.what(), error.status_code());
}

TEST(DeclaredErrors, GoToTheHandlerOfTheirType) {
  App app;
  app.get<read_user>("/users/{id}");
  app.get<with_session>("/session/{id}");
  app.exception_handler<on_locked>();
  app.exception_handler<on_http>();
  TestClient client(app);
  EXPECT_EQ(client.get("/users/2").text, R"("locked by root")");
  EXPECT_EQ(client.get("/session/2").text, R"("locked by root")");
  EXPECT_EQ(client.get("/users/3").text, R"("http 403: Not yours")");
}

User another_user() {
  return {.id = 2, .name = "test"};
}
Result<User, Gone> gone_user() {
  return Gone{};
}

TEST(DeclaredErrors, DoNotCountForOverrides) {
  App app;
  app.get<read_user>("/users/{id}");
  app.dependency_overrides.set<valid_user, another_user>();
  EXPECT_EQ(TestClient(app).get("/users/10").status_code, 423);
  app.dependency_overrides.set<valid_user, gone_user>();
  EXPECT_EQ(TestClient(app).get("/users/10").status_code, 410);
}

TEST(DeclaredErrors, StandInTheOperation) {
  std::vector<std::string_view> names;
  for (const auto* const error : users().operations().front()->errors) names.push_back(error->name);
  EXPECT_THAT(names, ElementsAre("UserNotFound", "Locked", "Forbidden"));
}

Task<Response> around(Request& request, Next next) {
  Response response = co_await next(request);
  response.headers.set("x-around", "yes");
  co_return response;
}

TEST(DeclaredErrors, ReachARouteClassAsExceptions) {
  App app;
  app.get<read_user>("/users/{id}", {.route_class = around});
  TestClient client(app);
  EXPECT_EQ(client.get("/users/2").text, R"({"detail":"Locked","by":"root"})");
  EXPECT_EQ(client.get("/users/4").header("x-around"), "yes");
}

Task<void> talk(WebSocket& socket, Depends<valid_user> user) {
  co_await socket.accept();
  co_await socket.send_text(user->name);
}

TEST(DeclaredErrors, RefuseAWebSocket) {
  App app;
  app.websocket<talk>("/ws/{id}");
  TestClient client(app);
  EXPECT_EQ(client.websocket_connect("/ws/1").receive_text(), "ada");
  EXPECT_THROW(client.websocket_connect("/ws/10"), WebSocketDenialResponse);
}

}  // namespace
}  // namespace talaria::operation_test
