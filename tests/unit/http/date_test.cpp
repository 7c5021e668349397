#include <limits>

#include <gtest/gtest.h>

#include <talaria/http/date.hpp>

namespace talaria::http {
namespace {

TEST(HttpDate, WritesAndReadsBack) {
  EXPECT_EQ(format_http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(format_http_date(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
  for (std::int64_t time = -86400 * 400; time < 4000000000; time += 86400 * 13 + 3661) {
    EXPECT_EQ(parse_http_date(format_http_date(time)), time);
  }
}

TEST(HttpDate, StaysInItsFormat) {
  EXPECT_EQ(format_http_date(std::numeric_limits<std::int64_t>::max()), "Fri, 31 Dec 9999 23:59:59 GMT");
  EXPECT_EQ(format_http_date(std::numeric_limits<std::int64_t>::min()).size(), http_date_length);
}

TEST(HttpDate, ReadsNothingElse) {
  for (const char* text :
       {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 ovD 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT"}) {
    EXPECT_FALSE(parse_http_date(text).has_value()) << text;
  }
  EXPECT_EQ(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT"), 1483228800);  // a leap second
}

}  // namespace
}  // namespace talaria::http
