#include "files/byte_ranges.hpp"

#include <string>

#include <gtest/gtest.h>

namespace talaria::files {
namespace {

// `begin-end` for each range, or the status with its text.
std::string outcome(std::string_view field, std::uint64_t size) {
  const RequestedRanges wanted = parse_ranges(field, size);
  switch (wanted.kind) {
    case RequestedRanges::Kind::whole:
      return "whole";
    case RequestedRanges::Kind::malformed:
      return "400 " + std::string(wanted.problem);
    case RequestedRanges::Kind::unsatisfiable:
      return "416";
    case RequestedRanges::Kind::some:
      break;
  }
  std::string text;
  for (const auto& [begin, end] : wanted.ranges) {
    text += (text.empty() ? "" : " ") + std::to_string(begin) + "-" + std::to_string(end);
  }
  return text;
}

TEST(ByteRanges, AreReadAsStarletteReadsThem) {
  // What Starlette 1.9 makes of them for a file of ten octets.
  constexpr std::pair<std::string_view, std::string_view> cases[] = {
      {"bytes=0-3", "0-4"},
      {"bytes=0-", "0-10"},
      {"bytes=5-", "5-10"},
      {"bytes=-5", "5-10"},
      {"bytes=-50", "0-10"},
      {"bytes=-0", "416"},
      {"bytes=10-20", "416"},
      {"bytes=9-9", "9-10"},
      {"bytes=0-0", "0-1"},
      {"bytes=0-99999999999999999999999", "0-10"},
      {"bytes=0-9", "0-10"},
      {"bytes=3-2", "400 Range header: start must be less than end"},
      {"bytes=10-", "416"},
      {"bytes=99-100", "416"},
      {"bytes", "400 Malformed range header."},
      {"bytes 0-3", "400 Malformed range header."},
      {"bytes=", "400 Range header: range must be requested"},
      {"bytes=-", "400 Range header: range must be requested"},
      {"bytes= - ", "400 Range header: range must be requested"},
      {"bytes=a-b", "400 Range header: range must be requested"},
      {"bytes=1", "400 Range header: range must be requested"},
      {"bytes=0-3,5-6", "0-4 5-7"},
      {"bytes=5-6,0-3", "0-4 5-7"},
      {"bytes=0-3,4-5", "0-6"},
      {"bytes=0-3,3-5", "0-6"},
      {"bytes=0-3,5-", "0-4 5-10"},
      {"bytes=0-3,-2", "0-4 8-10"},
      {"bytes=0-9,2-3", "0-10"},
      {"bytes=0-3, 5-6 , 8-8", "0-4 5-7 8-9"},
      {"bytes=0-3,,5-6", "0-4 5-7"},
      {"bytes=0-3,x,5-6", "0-4 5-7"},
      {"bytes=0-3,20-30", "416"},
      {"bytes=0-3,5-4", "400 Range header: start must be less than end"},
      {"items=0-3", "400 Only support bytes range"},
      {"BYTES=0-3", "0-4"},
      {" bytes =0-3", "0-4"},
      {"bytes=0-3=", "400 Range header: range must be requested"},
      {"bytes=+1-3", "1-4"},
      {"bytes=1_0-", "416"},
      {"bytes=0_1-3", "1-4"},
      {"bytes=1--3", "400 Range header: start must be less than end"},
      {"bytes=--5", "416"},
      {"bytes=-+5", "5-10"},
      {"bytes=1-+3", "1-4"},
      {"bytes=0 - 3", "0-4"},
      {"bytes=0-3;", "400 Range header: range must be requested"},
      {"bytes=__1-", "400 Range header: range must be requested"},
      {"bytes=1_-", "400 Range header: range must be requested"},
      {"bytes=0x1-", "400 Range header: range must be requested"},
      {"bytes=1.5-", "400 Range header: range must be requested"},
      {"bytes=00-03", "0-4"},
      {"bytes=0-0,1-1,2-2,3-3", "0-4"},
      {"bytes=7-8,0-1,4-5", "0-2 4-6 7-9"},
      {"bytes=0-0,2-2,4-4,6-6,8-8", "0-1 2-3 4-5 6-7 8-9"},
      {"bytes=0-3,0-3", "0-4"},
      {"bytes=1-,0-", "0-10"},
      {"bytes=-1,-2", "8-10"},
  };
  for (const auto& [field, expected] : cases) EXPECT_EQ(outcome(field, 10), expected) << field;
}

TEST(ByteRanges, OfNothingCannotBeSatisfied) {
  for (const char* field : {"bytes=0-", "bytes=-5", "bytes=0-0"}) EXPECT_EQ(outcome(field, 0), "416") << field;
}

TEST(ByteRanges, AreSixteenAtMost) {
  std::string field = "bytes=0-0";
  for (int i = 1; i < 16; ++i) field += "," + std::to_string(2 * i) + "-" + std::to_string(2 * i);
  EXPECT_EQ(parse_ranges(field, 100).ranges.size(), 16U);
  EXPECT_EQ(outcome(field + ",50-50", 100), "whole");
}

}  // namespace
}  // namespace talaria::files
