#include <array>
#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/http/headers.hpp>

namespace talaria::http {
namespace {

using testing::ElementsAre;

TEST(RequestHeaders, FindsFieldsWhateverTheirCase) {
  const std::array<HeaderField, 3> fields = {{{"Accept", "a"}, {"X-One", "1"}, {"accept", "b"}}};
  const RequestHeaders headers(fields);
  EXPECT_EQ(headers.get("ACCEPT"), "a");
  EXPECT_THAT(headers.get_all("accept"), ElementsAre("a", "b"));
  EXPECT_FALSE(headers.get("x-two").has_value());
  EXPECT_EQ(headers.size(), 3u);
}

TEST(Headers, SetReplacesAllAndAddKeepsThem) {
  Headers headers{{"a", "1"}, {"b", "2"}};
  headers.add("A", "3");
  EXPECT_THAT(headers.get_all("a"), ElementsAre("1", "3"));
  headers.set("A", "4");
  EXPECT_THAT(headers.get_all("a"), ElementsAre("4"));
  EXPECT_EQ(headers.begin()->first, "a");  // its place and spelling stay
  headers.set("c", "5");
  EXPECT_EQ(headers.size(), 3u);
  headers.remove("B");
  EXPECT_FALSE(headers.contains("b"));
}

TEST(Headers, SetTakesAViewOfWhatItReplaces) {
  Headers headers{{"a", "first"}, {"a", "a second value that lies on the heap"}};
  headers.set("a", headers.get_all("a")[1]);
  EXPECT_EQ(headers.get("a"), "a second value that lies on the heap");
}

TEST(Headers, AddVaryNamesAFieldOnce) {
  Headers headers;
  headers.add_vary("Origin");
  headers.add_vary("origin");
  EXPECT_EQ(headers.get("vary"), "Origin");
  headers.add("Vary", "Accept , Cookie");
  headers.add_vary("Cookie");
  EXPECT_EQ(headers.get_all("vary").size(), 2U);
  headers.add_vary("Accept-Encoding");
  EXPECT_EQ(headers.get("vary"), "Origin, Accept , Cookie, Accept-Encoding");
  EXPECT_EQ(headers.get_all("vary").size(), 1U);
  headers.set("vary", "*");
  headers.add_vary("Origin");
  EXPECT_EQ(headers.get("vary"), "*");
}

TEST(Headers, RefuseWhatWouldSplitAResponse) {
  Headers headers;
  for (int octet = 0; octet < 0x20; ++octet) {
    const char c = static_cast<char>(octet);
    if (c == '\t') continue;
    EXPECT_THROW(headers.set("a", std::string("x") + c + "y"), std::invalid_argument) << octet;
    EXPECT_THROW(headers.add("a", std::string(1, c)), std::invalid_argument) << octet;
    EXPECT_THROW(headers.set(std::string("x") + c + "y", "v"), std::invalid_argument) << octet;
  }
  EXPECT_THROW(headers.set("", "v"), std::invalid_argument);
  EXPECT_THROW(headers.set("a b", "v"), std::invalid_argument);
  EXPECT_THROW(headers.set("a:", "v"), std::invalid_argument);
  EXPECT_THROW(headers.set("a", " v"), std::invalid_argument);
  EXPECT_TRUE(headers.empty());
  headers.set("a", "with\ttab and \xff");
  EXPECT_EQ(headers.size(), 1u);
}

}  // namespace
}  // namespace talaria::http
