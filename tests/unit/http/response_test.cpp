#include <ctime>
#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/http/date.hpp>
#include <talaria/http/response.hpp>

namespace talaria {
namespace {

TEST(Response, KindsSetTheirMediaType) {
  EXPECT_EQ(PlainTextResponse("a").media_type, "text/plain; charset=utf-8");
  EXPECT_EQ(HTMLResponse("a", 404).status_code, 404);
  EXPECT_EQ(HTMLResponse("a").media_type, "text/html; charset=utf-8");
}

TEST(RedirectResponse, NamesThePlace) {
  const RedirectResponse response("/there");
  EXPECT_EQ(response.status_code, 307);
  EXPECT_EQ(response.headers.get("Location"), "/there");
  EXPECT_EQ(RedirectResponse("/there\r\nx: y/é?a=%20#b").headers.get("location"), "/there%0D%0Ax:%20y/%C3%A9?a=%20#b");
}

TEST(Response, TakesHeaderFields) {
  const PlainTextResponse response("a", 200, {{"x-a", "1"}, {"x-b", "2"}});
  EXPECT_EQ(response.headers.get("X-B"), "2");
  EXPECT_THROW(PlainTextResponse("a", 200, {{"x-a", "1\r\nx: y"}}), std::invalid_argument);
}

TEST(Response, SetsCookiesAsStarletteDoes) {
  Response response;
  response.set_cookie("fakesession", "fake-cookie-session-value");
  response.set_cookie("c", "1",
                      {.max_age = 5,
                       .path = "/p",
                       .domain = "example.com",
                       .secure = true,
                       .httponly = true,
                       .samesite = SameSite::strict});
  const auto cookies = response.headers.get_all("set-cookie");
  ASSERT_EQ(cookies.size(), 2u);
  EXPECT_EQ(cookies[0], "fakesession=fake-cookie-session-value; Path=/; SameSite=lax");
  EXPECT_EQ(cookies[1], "c=1; Domain=example.com; HttpOnly; Max-Age=5; Path=/p; SameSite=strict; Secure");
}

TEST(Response, DeletesCookiesByAnEndThatIsNow) {
  Response response;
  const std::time_t before = std::time(nullptr);
  response.delete_cookie("c", {.path = "/p"});
  response.set_cookie("e", "v w", {.expires = 10});
  const auto cookies = response.headers.get_all("set-cookie");
  const auto with_date = [](std::string before_date, std::time_t date, std::string_view behind) {
    return before_date.append(http::format_http_date(date)).append(behind);
  };
  // The clock may have gone on by a second.
  EXPECT_TRUE(cookies[0] == with_date("c=\"\"; expires=", before, "; Max-Age=0; Path=/p; SameSite=lax") ||
              cookies[0] == with_date("c=\"\"; expires=", before + 1, "; Max-Age=0; Path=/p; SameSite=lax"))
      << cookies[0];
  EXPECT_TRUE(cookies[1] == with_date("e=\"v w\"; expires=", before + 10, "; Path=/; SameSite=lax") ||
              cookies[1] == with_date("e=\"v w\"; expires=", before + 11, "; Path=/; SameSite=lax"))
      << cookies[1];
}

}  // namespace
}  // namespace talaria
