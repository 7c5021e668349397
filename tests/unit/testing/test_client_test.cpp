#include <memory>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Pair;

Task<Json> about(Request& request) {
  JsonObject headers;
  for (const auto& [name, value] : request.headers()) headers.set(std::string(name), value);
  const std::string_view body = co_await request.body();
  co_return JsonObject{{"method", request.method_name()}, {"url", request.url()}, {"target", request.target()},
                       {"client", request.client_host()}, {"headers", headers},   {"body", body}};
}

Task<Response> set_cookies(Query<std::string, "as"> as) {
  Response response("x");
  if (as == "set") {
    response.headers.add("set-cookie", "session=abc; Path=/; HttpOnly");
    response.headers.add("set-cookie", "theme=dark");
  } else if (as == "change") {
    response.headers.add("set-cookie", "session=def");
  } else if (as == "age") {
    response.headers.add("set-cookie", "session=\"\"; Max-Age=0; Path=/");
  } else {
    response.headers.add("set-cookie", "session=; expires=Thu, 01 Jan 1970 00:00:00 GMT");
  }
  co_return response;
}

Task<Response> redirect(Query<int, "code"> code, Query<std::string, "to"> to) {
  Response response;
  response.status_code = *code;
  response.headers.set("location", to);
  co_return response;
}

class Countdown : public http::BodyStream {
 public:
  Task<std::string_view> next() override {
    co_await sleep(1h);
    text_ = left_ == 0 ? "" : std::to_string(left_--) + " ";
    co_return text_;
  }

 private:
  int left_ = 3;
  std::string text_;
};
Task<Response> stream() {
  Response response;
  response.stream = std::make_unique<Countdown>();
  response.media_type = "text/plain";
  co_return response;
}

class Client : public ::testing::Test {
 protected:
  Client() {
    app.get<about>("/about");
    app.post<about>("/about");
    app.put<about>("/about");
    app.get<set_cookies>("/cookies");
    app.get<redirect>("/redirect");
    app.post<redirect>("/redirect");
    app.get<stream>("/stream");
  }
  App app;
};

TEST_F(Client, SendsWhatFastApisClientSends) {
  TestClient client(app);
  const Json seen = client.get("/about").json();
  EXPECT_EQ(seen["url"], Json("http://testserver/about"));
  EXPECT_EQ(seen["client"], Json("testclient"));
  EXPECT_EQ(seen["headers"]["host"], Json("testserver"));
  EXPECT_EQ(seen["headers"]["user-agent"], Json("testclient"));
  EXPECT_EQ(seen["headers"]["accept"], Json("*/*"));
}

TEST_F(Client, EncodesParametersAndAppendsThem) {
  TestClient client(app);
  EXPECT_EQ(client.get("/about", {.params = {{"a", "x y&z"}, {"b", "ä/"}}}).json()["target"],
            Json("/about?a=x%20y%26z&b=%C3%A4%2F"));
  EXPECT_EQ(client.get("/about?c=1", {.params = {{"a", "2"}}}).json()["target"], Json("/about?c=1&a=2"));
}

TEST_F(Client, SendsJsonWithItsType) {
  TestClient client(app);
  const Json seen = client.post("/about", {.json = JsonObject{{"a", 1}}}).json();
  EXPECT_EQ(seen["body"], Json(R"({"a":1})"));
  EXPECT_EQ(seen["headers"]["content-type"], Json("application/json"));
  EXPECT_EQ(seen["headers"]["content-length"], Json("7"));
  const Json typed =
      client.put("/about", {.headers = {{"Content-Type", "application/x+json"}}, .json = JsonArray{}}).json();
  EXPECT_EQ(typed["headers"]["content-type"], Json("application/x+json"));
  EXPECT_EQ(client.post("/about", {.content = "raw"}).json()["body"], Json("raw"));
}

TEST_F(Client, KeepsCookiesUntilTheyAreDeleted) {
  TestClient client(app);
  client.get("/cookies?as=set");
  EXPECT_THAT(client.cookies, ElementsAre(Pair("session", "abc"), Pair("theme", "dark")));
  EXPECT_EQ(client.get("/about", {.cookies = {{"own", "1"}}}).json()["headers"]["cookie"],
            Json("session=abc; theme=dark; own=1"));
  client.get("/cookies?as=change");
  EXPECT_THAT(client.cookies, ElementsAre(Pair("theme", "dark"), Pair("session", "def")));
  client.get("/cookies?as=age");
  EXPECT_THAT(client.cookies, ElementsAre(Pair("theme", "dark")));
  client.get("/cookies?as=set");
  client.get("/cookies?as=expire");
  EXPECT_THAT(client.cookies, ElementsAre(Pair("theme", "dark")));
}

TEST_F(Client, FollowsRedirectsAsRfc9110Says) {
  TestClient client(app);
  const TestRequest request{.headers = {{"x-own", "1"}}, .json = JsonObject{{"a", 1}}};
  const Json same = client.post("/redirect?code=307&to=/about", request).json();
  EXPECT_EQ(same["method"], Json("POST"));
  EXPECT_EQ(same["body"], Json(R"({"a":1})"));
  EXPECT_EQ(same["headers"]["x-own"], Json("1"));
  for (const char* code : {"301", "302", "303"}) {
    const Json get = client.post("/redirect?to=/about&code=" + std::string(code), request).json();
    EXPECT_EQ(get["method"], Json("GET")) << code;
    EXPECT_EQ(get["body"], Json("")) << code;
  }
  EXPECT_EQ(client.get("/redirect?code=302&to=about?y=2").json()["target"], Json("/about?y=2"));
  EXPECT_EQ(client.get("/redirect?code=302&to=http://testserver/about?x=1").json()["target"], Json("/about?x=1"));
}

TEST_F(Client, LeavesRedirectsAloneThatItCannotOrShallNotFollow) {
  TestClient client(app);
  EXPECT_EQ(client.get("/redirect?code=302&to=http://elsewhere.example/").status_code, 302);
  EXPECT_EQ(client.get("/redirect?code=302&to=http://testserver.example/about").status_code, 302);
  EXPECT_EQ(client.get("/redirect?code=304&to=/about").status_code, 304);
  const TestResponse endless =
      client.get("/redirect", {.params = {{"code", "307"}, {"to", "/redirect?code=307&to=/x"}}});
  EXPECT_EQ(endless.status_code, 404);
  TestClient strict(app, {.follow_redirects = false});
  EXPECT_EQ(strict.get("/redirect?code=307&to=/about").header("location"), "/about");
}

TEST_F(Client, RunsOnAVirtualClock) {
  async::VirtualLoop loop;
  TestClient client(app, {.loop = &loop});
  const auto start = loop.now();
  const TestResponse response = client.get("/stream");
  EXPECT_EQ(response.text, "3 2 1 ");
  EXPECT_EQ(response.header("content-type"), "text/plain");
  EXPECT_EQ(loop.now() - start, 4h);
}

TEST_F(Client, TellsWhenAResponseIsNoJson) {
  TestClient client(app);
  EXPECT_THROW(static_cast<void>(client.get("/docs").json()), std::runtime_error);
}

TEST_F(Client, AHeadRequestHasNoBody) {
  EXPECT_EQ(TestClient(app).head("/docs").text, "");
}

Task<Json> url_of(Request& request) {
  co_return request.url();
}
Task<Response> to_https(Request& request) {
  co_return RedirectResponse("https://" + std::string(request.host()) + "/url?b=2");
}

TEST(TestClient, TakesWholeUrls) {
  App app;
  app.get<url_of>("/url");
  app.get<to_https>("/to-https");
  TestClient client(app);
  EXPECT_EQ(client.get("/url?a=1").text, R"("http://testserver/url?a=1")");
  EXPECT_EQ(client.get("https://example.com:8443/url?a=1").text, R"("https://example.com:8443/url?a=1")");
  EXPECT_EQ(client.get("/to-https").text, R"("https://testserver/url?b=2")") << "a redirect keeps what it says";
  EXPECT_EQ(client.get("http://example.com/to-https").text, R"("https://example.com/url?b=2")");
}

}  // namespace
}  // namespace talaria
