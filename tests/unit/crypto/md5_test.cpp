#include <gtest/gtest.h>

#include <talaria/crypto/digest.hpp>
#include <talaria/crypto/md5.hpp>

namespace talaria::crypto {
namespace {

TEST(Md5, GivesTheDigestsOfRfc1321) {
  EXPECT_EQ(to_hex(md5("")), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(to_hex(md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(to_hex(md5("abcdefghijklmnopqrstuvwxyz")), "c3fcd3d76192e4007dfb496cca67e13b");
}

}  // namespace
}  // namespace talaria::crypto
