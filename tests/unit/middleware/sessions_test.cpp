#include <chrono>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/base/base64.hpp>
#include <talaria/crypto/key.hpp>
#include <talaria/middleware/sessions.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

const std::string secret = "09d25e094faa6ca2556c818166b7a956";

Task<Json> show(Request& request) {
  co_return request.session().values();
}
Task<Json> put(Request& request, Body<JsonObject> values) {
  request.session().update(*values);
  co_return request.session().values();
}
Task<Json> leave(Request& request) {
  request.session().clear();
  co_return nullptr;
}
Task<Json> take(Request& request, Path<std::string, "name"> name) {
  co_return request.session().pop(name).value_or("none");
}
Task<Json> other() {
  co_return "nothing to do with it";
}
Task<Json> fail(Request& request) {
  request.session().set("seen", true);
  throw HTTPException{400, "no"};
  co_return nullptr;
}

struct Site {
  explicit Site(SessionMiddleware::Options options = {}) {
    app.get<show>("/");
    app.put<put>("/");
    app.delete_<leave>("/");
    app.get<take>("/take/{name}");
    app.get<other>("/other");
    app.get<fail>("/fail");
    if (options.secret_key.empty()) options.secret_key = secret;
    app.add_middleware<SessionMiddleware>(options);
  }
  App app;
};

std::string signed_at(const std::string& text, std::chrono::system_clock::time_point time, std::string_view key) {
  SignerOptions options;
  options.hash = crypto::Hash::sha1;
  return TimestampSigner(key, options).sign(base::base64_encode(text), time);
}

std::string cookie(const std::string& text, std::chrono::seconds age = 0s, std::string_view key = secret) {
  return signed_at(text, std::chrono::system_clock::now() - age, key);
}

// What is in the session when this cookie comes.
std::string seen(Site& site, const std::string& value) {
  TestClient client(site.app);
  return client.get("/", {.cookies = {{"session", value}}}).text;
}

TEST(Sessions, AreKeptFromRequestToRequest) {
  Site site;
  TestClient client(site.app);
  EXPECT_EQ(client.get("/").text, "{}");
  const TestResponse first = client.put("/", {.json = JsonObject{{"user", "ada"}, {"visits", 1}}});
  EXPECT_THAT(first.header("set-cookie"),
              MatchesRegex("session=[A-Za-z0-9_.=+/-]+; path=/; Max-Age=1209600; httponly; samesite=lax"));
  EXPECT_EQ(client.get("/").text, R"({"user":"ada","visits":1})");
  EXPECT_EQ(client.put("/", {.json = JsonObject{{"visits", 2}}}).text, R"({"user":"ada","visits":2})");
  EXPECT_EQ(client.get("/take/user").text, "\"ada\"");
  EXPECT_EQ(client.get("/take/user").text, "\"none\"");
  EXPECT_EQ(client.get("/").text, R"({"visits":2})");
}

TEST(Sessions, AreForgottenWhenCleared) {
  Site site;
  TestClient client(site.app);
  EXPECT_EQ(client.delete_("/").header("set-cookie"), "") << "there was none";
  client.put("/", {.json = JsonObject{{"user", "ada"}}});
  EXPECT_EQ(client.delete_("/").header("set-cookie"),
            "session=null; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly; samesite=lax");
  EXPECT_EQ(seen(site, "null"), "{}");
}

TEST(Sessions, SetACookieOnlyWhenTheyWereChanged) {
  Site site;
  TestClient client(site.app);
  client.put("/", {.json = JsonObject{{"user", "ada"}}});
  const TestResponse read = client.get("/");
  EXPECT_EQ(read.header("set-cookie"), "");
  EXPECT_EQ(read.header("vary"), "Cookie");
  const TestResponse untouched = client.get("/other");
  EXPECT_EQ(untouched.header("set-cookie"), "");
  EXPECT_EQ(untouched.header("vary"), "");
  EXPECT_EQ(client.get("/take/nothing").header("set-cookie"), "");
  EXPECT_THAT(client.get("/fail").header("set-cookie"), StartsWith("session="));
}

// Python: b64encode(json.dumps({"user": "ada", "n": [1, 2]}).encode()), signed by itsdangerous.
TEST(Sessions, AreStarlettes) {
  Site site;
  EXPECT_EQ(seen(site, cookie(R"({"user": "ada", "n": [1, 2]})")), R"({"user":"ada","n":[1,2]})");
  TestClient client(site.app);
  const TestResponse response = client.put("/", {.json = JsonObject{{"user", "ada"}, {"n", JsonArray{1, 2}}}});
  EXPECT_THAT(response.header("set-cookie"), StartsWith("session=eyJ1c2VyIjogImFkYSIsICJuIjogWzEsIDJdfQ==."));
  // TimestampSigner(secret).sign("e30=") in Python, in June 2025: too old by now, but for a session without an end.
  const std::string old = signed_at("{\"a\": 1}", std::chrono::system_clock::time_point{1'750'000'000s}, secret);
  EXPECT_EQ(seen(site, old), "{}");
  Site endless({.secret_key = secret, .max_age = std::nullopt});
  EXPECT_EQ(seen(endless, old), "{\"a\":1}");
  TestClient without_age(endless.app);
  EXPECT_THAT(without_age.put("/", {.json = JsonObject{{"a", 1}}}).header("set-cookie"),
              EndsWith("; path=/; httponly; samesite=lax"));
}

TEST(Sessions, AreEmptyWhenTheCookieIsNotOurs) {
  Site site;
  const std::string good = cookie("{\"user\": \"ada\"}");
  EXPECT_EQ(seen(site, good), "{\"user\":\"ada\"}");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(seen(site, changed), "{}") << i;
  }
  EXPECT_EQ(seen(site, ""), "{}");
  EXPECT_EQ(seen(site, cookie("{}", 0s, "a956818166b7ca2556c094faa609d25e")), "{}");
  EXPECT_EQ(seen(site, cookie("[1]")), "{}");
  EXPECT_EQ(seen(site, cookie("{")), "{}");
  EXPECT_EQ(seen(site, cookie("{\"user\": \"ada\"}", 15 * 24h)), "{}");
  EXPECT_EQ(seen(site, cookie("{\"user\": \"ada\"}", 13 * 24h)), "{\"user\":\"ada\"}");
}

TEST(Sessions, OutliveAChangeOfTheSecret) {
  Site site({.secret_key = "a956818166b7ca2556c094faa609d25e", .fallback_keys = {secret}});
  EXPECT_EQ(seen(site, cookie("{\"user\": \"ada\"}")), "{\"user\":\"ada\"}");
}

TEST(Sessions, SayWhatTheOptionsSay) {
  Site site({.secret_key = secret,
             .session_cookie = "sid",
             .max_age = 60,
             .path = "/api",
             .same_site = SameSite::strict,
             .https_only = true,
             .domain = "example.com"});
  TestClient client(site.app);
  EXPECT_THAT(client.put("/", {.json = JsonObject{{"a", 1}}}).header("set-cookie"),
              MatchesRegex("sid=[^;]+; path=/api; Max-Age=60; httponly; samesite=strict; secure; domain=example.com"));
}

TEST(Sessions, RefuseWhatCannotBe) {
  EXPECT_THROW(SessionMiddleware({.secret_key = "short"}), crypto::KeyError);
  EXPECT_THROW(SessionMiddleware({.secret_key = secret, .session_cookie = "a b"}), std::invalid_argument);
  EXPECT_THROW(SessionMiddleware({.secret_key = secret, .path = "/;x"}), std::invalid_argument);
  EXPECT_THROW(SessionMiddleware({.secret_key = secret, .max_age = 0}), std::invalid_argument);
}

TEST(Sessions, NeedTheMiddleware) {
  App app;
  app.get<show>("/");
  TestClient client(app);
  EXPECT_EQ(client.get("/").status_code, 500);
}

TEST(Session, KnowsItsValues) {
  http::Session session(JsonObject{{"a", 1}});
  EXPECT_EQ(*session.find("a"), 1);
  EXPECT_EQ(session.at("a"), 1);
  EXPECT_EQ(session.find("b"), nullptr);
  EXPECT_THROW(static_cast<void>(session.at("b")), std::out_of_range);
  session.set("b", "x");
  EXPECT_TRUE(session.contains("b"));
  EXPECT_FALSE(session.erase("c"));
  EXPECT_TRUE(session.erase("a"));
  session.clear();
  EXPECT_TRUE(session.empty());
}

}  // namespace
}  // namespace talaria
