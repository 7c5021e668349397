#include "server/h1/scan.hpp"

#include <memory>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server::h1 {
namespace {

std::size_t skipped(std::string_view text) {
  // A block of the exact size: a sanitizer sees a read behind the end.
  const std::unique_ptr<char[]> block(new char[text.size()]);
  text.copy(block.get(), text.size());
  return static_cast<std::size_t>(skip_value_octets(block.get(), block.get() + text.size()) - block.get());
}

std::size_t expected(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && http::is_value_octet(text[count])) ++count;
  return count;
}

TEST(SkipValueOctets, FindsEveryOctetAtEveryPlace) {
  for (int octet = 0; octet < 256; ++octet) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'x');
      text[at] = static_cast<char>(octet);
      EXPECT_EQ(skipped(text), expected(text)) << octet << " at " << at;
    }
  }
}

TEST(SkipValueOctets, AgreesWithTheTableOnRandomText) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 40, ' ');
    for (char& c : text) c = static_cast<char>(random() % 4 == 0 ? random() % 256 : 'a' + random() % 20);
    ASSERT_EQ(skipped(text), expected(text));
  }
}

}  // namespace
}  // namespace talaria::server::h1
