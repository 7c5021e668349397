#include <stdexcept>

#include <gtest/gtest.h>

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
  EXPECT_THROW(RedirectResponse("/there\r\nx: y"), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
