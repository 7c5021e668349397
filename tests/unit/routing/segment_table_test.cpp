#include "routing/segment_table.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace talaria::routing {
namespace {

TEST(FirstSegment, EndsAtTheSlashOrTheEnd) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t slash = 0; slash <= length; ++slash) {
      std::string text(length, 'x');
      for (std::size_t i = 0; i < length; ++i) text[i] = static_cast<char>('a' + i % 26);
      if (slash < length) text[slash] = '/';
      // A block of the exact size: a sanitizer sees a read outside.
      const std::unique_ptr<char[]> block(new char[length]);
      text.copy(block.get(), length);
      const Segment segment = first_segment({block.get(), length});
      EXPECT_EQ(segment.text, text.substr(0, slash));
      // What follows has no part in it.
      const Segment alone = first_segment(std::string_view(text).substr(0, slash));
      EXPECT_EQ(segment.hash, alone.hash);
      EXPECT_EQ(segment.beginning, alone.beginning);
    }
  }
  EXPECT_EQ(first_segment(std::string_view("\xaf\xae\x2e\x30/", 5)).text, "\xaf\xae\x2e\x30");
}

TEST(WholeText, IsOneSegmentWithItsSlashes) {
  std::set<std::uint64_t> hashes;
  for (std::size_t length = 0; length < 40; ++length) {
    const std::unique_ptr<char[]> block(new char[length]);
    std::fill_n(block.get(), length, '/');
    const Segment segment = whole_text({block.get(), length});
    EXPECT_EQ(segment.text.size(), length);
    EXPECT_EQ(segment.beginning, base::load_octets(block.get(), length));
    EXPECT_EQ(segment.hash, whole_text(std::string(length, '/')).hash);
    EXPECT_TRUE(hashes.insert(segment.hash).second);
    if (length > 0) {
      block[length - 1] = 'x';
      EXPECT_TRUE(hashes.insert(whole_text({block.get(), length}).hash).second);
    }
  }
}

TEST(SegmentTable, FindsWhatWasAddedAndNothingElse) {
  std::mt19937 random(11);
  SegmentTable table;
  EXPECT_EQ(table.find(0, first_segment("")), nullptr);
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known;
  const auto text = [&random] {
    std::string made(random() % 20, 'a');
    for (char& c : made) c = static_cast<char>('a' + random() % 3);
    return made;
  };
  for (std::uint32_t child = 0; child < 20'000; ++child) {
    const std::pair key(static_cast<std::uint32_t>(random() % 50), text());
    if (!known.emplace(key, child).second) continue;
    table.add(key.first, first_segment(key.second), child);
  }
  for (const auto& [key, child] : known) {
    const std::uint32_t* const found = table.find(key.first, first_segment(key.second));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, child);
  }
  for (int i = 0; i < 20'000; ++i) {
    const std::pair key(static_cast<std::uint32_t>(random() % 60), text());
    EXPECT_EQ(table.find(key.first, first_segment(key.second)) != nullptr, known.contains(key));
  }
}

}  // namespace
}  // namespace talaria::routing
