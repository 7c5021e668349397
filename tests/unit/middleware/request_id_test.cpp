#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::MatchesRegex;

Task<Json> own_id(Request& request) {
  co_return request.state().find<RequestID>()->value;
}
Task<Json> broken() {
  throw std::runtime_error("broken");
  co_return {};
}

struct Site {
  explicit Site(const RequestIDMiddleware::Options& options = {}) {
    app.get<own_id>("/");
    app.get<broken>("/broken");
    app.add_middleware<RequestIDMiddleware>(options);
  }
  TestResponse get(std::string_view url, TestRequest::Pairs headers = {}) {
    TestClient client(app);
    return client.get(url, {.headers = std::move(headers)});
  }
  App app;
};

TEST(RequestIDMiddleware, MakesAnIdOrTakesTheOneThatCame) {
  Site site;
  const TestResponse made = site.get("/");
  EXPECT_THAT(made.header("x-request-id"),
              MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"));
  EXPECT_EQ(made.text, '"' + made.header("x-request-id") + '"') << "handlers know it";
  EXPECT_NE(site.get("/").header("x-request-id"), made.header("x-request-id"));
  EXPECT_EQ(site.get("/", {{"x-request-id", "from-the-proxy:1"}}).header("x-request-id"), "from-the-proxy:1");
}

TEST(RequestIDMiddleware, DoesNotTakeWhatIsNoId) {
  Site site;
  for (const std::string& id :
       {std::string("a b"), std::string("<script>"), std::string(129, 'a'), std::string("\xc3\xa9")}) {
    EXPECT_NE(site.get("/", {{"x-request-id", id}}).header("x-request-id"), id);
  }
  Site closed({.accept_incoming = false});
  EXPECT_NE(closed.get("/", {{"x-request-id", "abc"}}).header("x-request-id"), "abc");
}

TEST(RequestIDMiddleware, IsInTheAnswerToWhatNobodyHandled) {
  Site site;
  const TestResponse response = site.get("/broken", {{"x-request-id", "abc"}});
  EXPECT_EQ(response.status_code, 500);
  EXPECT_EQ(response.header("x-request-id"), "abc");
  EXPECT_EQ(site.get("/nothing", {{"x-request-id", "abc"}}).header("x-request-id"), "abc");
}

TEST(RequestIDMiddleware, TakesAnotherField) {
  Site site({.header = "x-correlation-id"});
  EXPECT_EQ(site.get("/", {{"x-correlation-id", "abc"}}).header("x-correlation-id"), "abc");
  EXPECT_THROW(RequestIDMiddleware({.header = "no field"}), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
