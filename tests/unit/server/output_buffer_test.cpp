#include "server/output_buffer.hpp"

#include <string>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

std::string text_of(const OutputBuffer& buffer) {
  return {buffer.data(), buffer.size()};
}

TEST(OutputBuffer, GrowsAndKeepsTheOrder) {
  OutputBuffer buffer;
  std::string expected;
  for (int i = 0; i < 500; ++i) {
    const std::string piece = std::to_string(i) + ',';
    buffer.append(piece);
    expected += piece;
    if (i % 7 == 1) {
      buffer.consume(3);
      expected.erase(0, 3);
    }
  }
  buffer.append("");
  EXPECT_EQ(text_of(buffer), expected);
}

TEST(OutputBuffer, CountsOnlyWhatWasCommitted) {
  OutputBuffer buffer;
  char* const at = buffer.prepare(100);
  at[0] = 'a';
  at[1] = 'b';
  buffer.commit(2);
  EXPECT_EQ(text_of(buffer), "ab");
  buffer.consume(2);
  EXPECT_TRUE(buffer.empty());
  buffer.append(std::string(5000, 'x'));
  buffer.shrink(1000);
  EXPECT_TRUE(buffer.empty());
  buffer.append("again");
  EXPECT_EQ(text_of(buffer), "again");
}

}  // namespace
}  // namespace talaria::server
