#include <memory>

#include <gtest/gtest.h>

#include <talaria/base/utf8.hpp>

namespace talaria::base {
namespace {

struct Case {
  std::string text;
  bool valid;
};

// RFC 3629 section 4 and the boundaries around it.
const Case cases[] = {
    {"", true},
    {"plain", true},
    {std::string("nul\0", 4), true},
    {"\x7F", true},
    {"\xC2\x80", true},
    {"\xDF\xBF", true},
    {"\xE0\xA0\x80", true},
    {"\xED\x9F\xBF", true},
    {"\xEE\x80\x80", true},
    {"\xEF\xBF\xBF", true},
    {"\xF0\x90\x80\x80", true},
    {"\xF4\x8F\xBF\xBF", true},
    {"\x80", false},              // a continuation alone
    {"\xC0\xAF", false},          // overlong
    {"\xC1\xBF", false},          // overlong
    {"\xE0\x9F\xBF", false},      // overlong
    {"\xF0\x8F\xBF\xBF", false},  // overlong
    {"\xED\xA0\x80", false},      // a surrogate
    {"\xED\xBF\xBF", false},      // a surrogate
    {"\xF4\x90\x80\x80", false},  // above U+10FFFF
    {"\xF5\x80\x80\x80", false},  // above U+10FFFF
    {"\xFF", false},              // never a byte of UTF-8
    {"\xC2", false},              // cut off
    {"\xE2\x82", false},          // cut off
    {"\xF0\x9F\x98", false},      // cut off
    {"\xE2\x28\xA1", false},      // ASCII where a continuation belongs
    {"\xF0\x9F\x28\x80", false},  // the same
    {"\xF0\x9F\x98\x28", false},  // the same
    {"valid, then \xE9", false},  // Latin-1
};

TEST(Utf8, AcceptsWhatRfc3629AcceptsAndNothingElse) {
  for (const Case& c : cases) {
    // An exact copy on the heap lets the sanitizers see a read behind the end.
    const std::unique_ptr<char[]> exact(new char[c.text.size()]);
    c.text.copy(exact.get(), c.text.size());
    EXPECT_EQ(is_valid_utf8({exact.get(), c.text.size()}), c.valid) << ::testing::PrintToString(c.text);
  }
}

TEST(Utf8, AppendsEveryCodePointSoThatItReadsBackAsOne) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point == 0xD800) code_point = 0xE000;
    std::string text;
    append_utf8(text, code_point);
    const std::size_t size = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    ASSERT_EQ(text.size(), size);
    ASSERT_EQ(utf8_sequence(text.data(), text.data() + text.size()), size) << static_cast<unsigned>(code_point);
  }
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 4u);
}

// Whether the pieces of `text` up to `at` and behind it make UTF-8 for a checker.
bool is_valid_in_pieces(std::string_view text, std::size_t at) {
  Utf8Checker checker;
  return checker.feed(text.substr(0, at)) && checker.feed(text.substr(at)) && checker.complete();
}

TEST(Utf8Checker, SaysTheSameOfAnyPieces) {
  for (const Case& c : cases) {
    for (const std::string& text : {c.text, "eight octets and more " + c.text + " and more"}) {
      for (std::size_t at = 0; at <= text.size(); ++at) {
        EXPECT_EQ(is_valid_in_pieces(text, at), is_valid_utf8(text)) << ::testing::PrintToString(text) << at;
      }
    }
  }
}

TEST(Utf8Checker, SaysNoAtTheFirstOctetThatCannotBeRight) {
  Utf8Checker checker;
  EXPECT_TRUE(checker.feed("\xF4"));
  EXPECT_FALSE(checker.complete());
  EXPECT_FALSE(checker.feed("\x90"));
  checker.reset();
  EXPECT_TRUE(checker.feed("plain"));
  EXPECT_TRUE(checker.complete());
}

}  // namespace
}  // namespace talaria::base
