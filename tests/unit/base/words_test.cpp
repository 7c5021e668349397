#include "base/words.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace talaria::base {
namespace {

TEST(Words, LoadsTheFirstOctetLowestAndReadsNothingElse) {
  constexpr std::string_view text = "\x81\x02\x83\x04\x85\x06\x87\x08";
  for (std::size_t size = 0; size <= 8; ++size) {
    const std::unique_ptr<char[]> block(new char[size]);
    text.copy(block.get(), size);
    const std::uint64_t word = load_octets(block.get(), size);
    for (std::size_t i = 0; i < 8; ++i) {
      EXPECT_EQ((word >> (8 * i)) & 0xff, i < size ? static_cast<unsigned char>(text[i]) : 0u) << size << " " << i;
    }
  }
  if (has_words) {
    EXPECT_EQ(load_word(text.data()), load_octets(text.data(), 8));
  }
}

TEST(Words, FindTheFirstOctetThatIsLookedFor) {
  for (int octet = 0; octet < 256; ++octet) {
    for (std::size_t at = 0; at < 8; ++at) {
      std::string text(8, 'z');
      text[at] = static_cast<char>(octet);
      const std::uint64_t word = load_octets(text.data(), 8);
      EXPECT_EQ(first_mark(marks_equal(word, static_cast<char>(octet))), octet == 'z' ? 0 : at) << octet;
      EXPECT_EQ(first_mark(marks_below(word, 0x20)), octet < 0x20 ? at : 8) << octet;
      EXPECT_EQ(first_mark(word & word_highs), octet >= 0x80 ? at : 8) << octet;
    }
  }
}

}  // namespace
}  // namespace talaria::base
