#include <string>

#include <gtest/gtest.h>

#include <talaria/base/base64.hpp>

namespace talaria::base {
namespace {

struct Case {
  std::string octets;
  std::string text;
};

// RFC 4648 section 10.
const Case cases[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xFB\xEF\xFF", "++//"},
};

TEST(Base64, EncodesAndDecodesTheVectorsOfRfc4648) {
  for (const Case& c : cases) {
    EXPECT_EQ(base64_encode(c.octets), c.text);
    EXPECT_EQ(base64_decode(c.text), c.octets) << c.text;
  }
}

TEST(Base64Url, HasAnotherAlphabetAndNoPadding) {
  for (const Case& c : cases) {
    std::string text = c.text.substr(0, c.text.find('='));
    for (char& ch : text) ch = ch == '+' ? '-' : ch == '/' ? '_' : ch;
    EXPECT_EQ(base64url_encode(c.octets), text);
    EXPECT_EQ(base64url_decode(text), c.octets) << text;
  }
}

TEST(Base64Url, RefusesPaddingOtherCharactersAndOtherSpellings) {
  for (const char* text : {"Zg==", "Zm8=", "Z", "Zm9vY", "+/+/", "Zm 9", "Zm9\n", "Zm9v!", "Zh", "Zm9"}) {
    EXPECT_FALSE(base64url_decode(text)) << text;
  }
  // "Zh" and "Zm9" would be "f" and "fo" with a bit behind them.
  EXPECT_EQ(base64url_decode("Zg"), "f");
  EXPECT_EQ(base64url_decode("Zm8"), "fo");
}

TEST(Base64, KeepsEveryOctet) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all.push_back(static_cast<char>(octet));
  EXPECT_EQ(base64url_decode(base64url_encode(all)), all);
  EXPECT_EQ(base64_decode(base64_encode(all)), all);
}

TEST(Base64, RefusesWhatIsNotPaddedOrHasOtherCharacters) {
  for (const char* text : {"Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9v!", "Zm9!", "Zm 9", "Zm9\n", "Zm-_", "=Zm9"}) {
    EXPECT_FALSE(base64_decode(text)) << text;
  }
}

}  // namespace
}  // namespace talaria::base
