#include "model/text_scan.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::model {
namespace {

/// A copy of exactly that size, so that AddressSanitizer sees a byte too many.
std::unique_ptr<char[]> exact(std::string_view text) {
  auto copy = std::make_unique<char[]>(text.size());
  text.copy(copy.get(), text.size());
  return copy;
}

// Bytes on both sides of each limit of what is special.
const std::string specials = "\"\\\n\x1F\x80\xC3\xFF";
const std::string plains = " !#[]az\x7F";

TEST(TextScan, FindsTheFirstSpecialByteWhereverItIs) {
  for (std::size_t size = 0; size < 70; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      std::string text(size, plains[(size + at) % plains.size()]);
      if (at < size) text[at] = specials[(size + at) % specials.size()];
      const auto copy = exact(text);
      EXPECT_EQ(find_special(copy.get(), copy.get() + size) - copy.get(), static_cast<std::ptrdiff_t>(at)) << text;
    }
  }
}

TEST(TextScan, CopiesAndTellsWhetherAllIsPlain) {
  for (std::size_t size = 0; size < 70; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      std::string text(size, plains[(size + at) % plains.size()]);
      if (at < size) text[at] = specials[(size + at) % specials.size()];
      const auto from = exact(text);
      const auto to = std::make_unique<char[]>(size);
      EXPECT_EQ(copy_plain(to.get(), from.get(), size), at == size) << text;
      EXPECT_EQ(std::string_view(to.get(), size), text);
    }
  }
}

TEST(TextScan, KnowsEveryByteAtEverySize) {
  for (int code = 0; code < 256; ++code) {
    const char c = static_cast<char>(code);
    const bool special = code < 0x20 || code >= 0x80 || c == '"' || c == '\\';
    EXPECT_EQ(is_special(c), special) << code;
    for (const std::size_t size : {1U, 3U, 4U, 7U, 8U, 15U, 16U, 31U}) {
      const std::string text(size, c);
      std::string copy(size, ' ');
      EXPECT_EQ(copy_plain(copy.data(), text.data(), size), !special) << code << " by " << size;
    }
  }
}

TEST(TextScan, ComparesNamesOfAnySize) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string name(size, 'n');
    EXPECT_TRUE(same_name(name, std::string(size, 'n')));
    EXPECT_FALSE(same_name(name, std::string(size + 1, 'n')));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = name;
      other[at] = 'm';
      EXPECT_FALSE(same_name(name, other));
    }
  }
}

TEST(TextScan, SkipsTheBlanksOfJsonAndNothingElse) {
  const std::string text = " \t\r\n \vx";
  const char* const end = text.data() + text.size();
  EXPECT_EQ(skip_blanks(text.data(), end), text.data() + 5);
  EXPECT_EQ(skip_blanks(text.data() + 6, end), text.data() + 6);
  EXPECT_EQ(skip_blanks(end, end), end);
  EXPECT_EQ(skip_blanks(text.data(), text.data() + 3), text.data() + 3);
}

TEST(TextScan, TakesAWordOrANameAndReadsNoFurther) {
  for (std::size_t size = 0; size <= 13; ++size) {
    const NameToken name(std::string(size, 'n'));
    const std::string token(name.text, name.size);
    EXPECT_EQ(token, '"' + std::string(size, 'n') + "\":");
    for (const std::size_t more : {0U, 1U, 7U, 20U}) {
      const auto copy = exact(token + std::string(more, 'x'));
      const char* const end = copy.get() + token.size() + more;
      EXPECT_EQ(take_name(copy.get(), end, name), copy.get() + token.size());
      EXPECT_EQ(take_word(copy.get(), end, token), copy.get() + token.size());
      for (std::size_t at = 0; at < token.size(); ++at) {
        copy[at] ^= 1;
        EXPECT_EQ(take_name(copy.get(), end, name), nullptr);
        EXPECT_EQ(take_word(copy.get(), end, token), nullptr);
        copy[at] ^= 1;
        EXPECT_EQ(take_name(copy.get(), copy.get() + at, name), nullptr);
        EXPECT_EQ(take_word(copy.get(), copy.get() + at, token), nullptr);
      }
    }
  }
}

TEST(TextScan, HasTokensOfNamesThatJsonWritesAsTheyAre) {
  for (const std::string_view name : {"fourteen bytes", "quo\"te", "back\\slash", "line\nend", "\xC3\xA9t\xC3\xA9"}) {
    const NameToken token(name);
    EXPECT_EQ(token.size, 0) << name;
    const std::string text = '"' + std::string(name) + "\":               ";
    EXPECT_EQ(take_name(text.data(), text.data() + text.size(), token), nullptr) << name;
  }
}

}  // namespace
}  // namespace talaria::model
