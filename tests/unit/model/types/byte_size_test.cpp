#include "facts_check.hpp"

#include <talaria/model/types/byte_size.hpp>

namespace talaria {
namespace {

TEST(ByteSizeTest, ReadsAndWritesAsPydantic) {
  facts_check::check_part<ByteSize>("byte_size", "byte_size");
}

TEST(ByteSizeTest, IsANumber) {
  EXPECT_EQ(ByteSize::parse("1.5 GiB"), 1610612736U);
  EXPECT_EQ(ByteSize::parse("1.5 GiB").human_readable(), "1.5GiB");
  EXPECT_EQ(ByteSize(1500).human_readable(true), "1.5KB");
  EXPECT_EQ(ByteSize(12).human_readable(), "12B");
  EXPECT_THROW((void)ByteSize::parse("1 xb"), ValueError);
}

}  // namespace
}  // namespace talaria
