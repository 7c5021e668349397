#include "server/h1/scan.hpp"

#include <memory>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include <talaria/base/strings.hpp>

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

TEST(SkipNameOctets, FindsEveryPairOfOctetsAtEveryPlace) {
  for (int pair = 0; pair < 256 * 256; ++pair) {
    const std::size_t at = static_cast<std::size_t>(pair) % 11;
    std::string text(12, pair % 3 == 0 ? 'x' : pair % 3 == 1 ? '-' : '7');
    text[at] = static_cast<char>(pair / 256);
    text[at + 1] = static_cast<char>(pair % 256);
    const std::unique_ptr<char[]> block(new char[text.size()]);
    text.copy(block.get(), text.size());
    std::size_t wanted = 0;
    while (wanted < text.size() && http::is_token_octet(text[wanted])) ++wanted;
    ASSERT_EQ(skip_name_octets(block.get(), block.get() + text.size()), block.get() + wanted) << text;
  }
}

TEST(SkipTargetOctets, FindsEveryOctetAtEveryPlace) {
  for (int octet = 0; octet < 256; ++octet) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, '/');
      text[at] = static_cast<char>(octet);
      const std::unique_ptr<char[]> block(new char[text.size()]);
      text.copy(block.get(), text.size());
      const auto count =
          static_cast<std::size_t>(skip_target_octets(block.get(), block.get() + text.size()) - block.get());
      EXPECT_EQ(count, http::is_target_octet(text[at]) ? text.size() : at) << octet << " at " << at;
    }
  }
}

template <std::size_t N>
void expect_only_its_cases(const char (&lower)[N]) {
  const std::string name(lower);
  EXPECT_TRUE(is_name(name, lower));
  EXPECT_FALSE(is_name(name + "x", lower));
  EXPECT_FALSE(is_name(std::string_view(name).substr(1), lower));
  for (std::size_t at = 0; at < name.size(); ++at) {
    for (int octet = 0; octet < 256; ++octet) {
      std::string changed = name;
      changed[at] = static_cast<char>(octet);
      if (!http::is_token(changed)) continue;
      EXPECT_EQ(is_name(changed, lower), base::iequals(changed, name)) << changed;
    }
  }
}

TEST(IsName, IsTrueForTheNameInAnyCaseAndNothingElse) {
  expect_only_its_cases("host");
  expect_only_its_cases("expect");
  expect_only_its_cases("upgrade");
  expect_only_its_cases("connection");
  expect_only_its_cases("content-length");
  expect_only_its_cases("transfer-encoding");
}

}  // namespace
}  // namespace talaria::server::h1
