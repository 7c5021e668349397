#include "server/h2/frame_scanner.hpp"

#include "frames.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::server::h2 {
namespace {

struct Found {
  std::vector<FrameHead> heads;
  std::vector<std::size_t> ends;  // where each piece with a head ended
};

Found scan(std::string_view octets, std::size_t slice) {
  FrameScanner scanner;
  Found found;
  std::size_t at = 0;
  while (at < octets.size()) {
    std::string_view part = octets.substr(at, slice);
    while (!part.empty()) {
      const FrameScanner::Piece piece = scanner.next(part);
      EXPECT_GT(piece.size, 0u);
      EXPECT_LE(piece.size, part.size());
      part.remove_prefix(piece.size);
      at += piece.size;
      if (piece.head) {
        found.heads.push_back(*piece.head);
        found.ends.push_back(at);
      }
    }
  }
  return found;
}

const std::string octets = std::string(client_preface) + settings({{1, 2}}) + data(0x01020304, "abc", end_stream) +
                           frame(0x42, 0xff, 0x80000005, std::string(70'000, 'x')) + ping();

class FrameScannerTest : public testing::TestWithParam<std::size_t> {};

TEST_P(FrameScannerTest, FindsEveryFrame) {
  const auto heads = scan(octets, GetParam()).heads;
  ASSERT_EQ(heads.size(), 4u);
  EXPECT_EQ(heads[0].type, FrameHead::settings);
  EXPECT_EQ(heads[0].length, 6u);
  EXPECT_EQ(heads[0].stream, 0);
  EXPECT_EQ(heads[1].type, FrameHead::data);
  EXPECT_EQ(heads[1].stream, 0x01020304);
  EXPECT_TRUE(heads[1].has(FrameHead::end_stream_flag));
  EXPECT_FALSE(heads[1].has(FrameHead::padded_flag));
  EXPECT_EQ(heads[2].type, 0x42);
  EXPECT_EQ(heads[2].length, 70'000u);
  EXPECT_EQ(heads[2].stream, 5);
  EXPECT_EQ(heads[3].type, FrameHead::ping);
}

INSTANTIATE_TEST_SUITE_P(Slices, FrameScannerTest, testing::Values(1, 2, 5, 9, 10, 4096, 1'000'000));

TEST(FrameScanner, APieceEndsWhereTheFrameDoes) {
  const auto ends = scan(octets, octets.size()).ends;
  ASSERT_EQ(ends.size(), 4u);
  EXPECT_EQ(ends[0], 24u + 15);
  EXPECT_EQ(ends[1], 24u + 15 + 12);
  EXPECT_EQ(ends[3], octets.size());
}

}  // namespace
}  // namespace talaria::server::h2
