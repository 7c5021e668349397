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

}  // namespace
}  // namespace talaria
