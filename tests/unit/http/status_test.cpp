#include <gtest/gtest.h>

#include <talaria/http/status.hpp>

namespace talaria {
namespace {

TEST(ReasonPhrase, IsThatOfTheRegistry) {
  EXPECT_EQ(http::reason_phrase(status::http_200_ok), "OK");
  EXPECT_EQ(http::reason_phrase(status::http_413_content_too_large), "Content Too Large");
  EXPECT_EQ(http::reason_phrase(status::http_422_unprocessable_content), "Unprocessable Content");
}

TEST(ReasonPhrase, IsEmptyForUnknownCodes) {
  for (const int code : {-1, 0, 99, 299, 418 + 1, 599, 1000}) EXPECT_EQ(http::reason_phrase(code), "") << code;
}

TEST(Status, SomeHaveNoContent) {
  for (const int code : {100, 101, 199, 204, 205, 304}) EXPECT_FALSE(http::allows_content(code)) << code;
  for (const int code : {200, 201, 203, 206, 300, 307, 400, 404, 500}) EXPECT_TRUE(http::allows_content(code)) << code;
}

}  // namespace
}  // namespace talaria
