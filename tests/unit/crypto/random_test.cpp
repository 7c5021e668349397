#include <set>
#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/random.hpp>

namespace talaria {
namespace {

TEST(Tokens, HaveTheLengthThatWasAskedFor) {
  EXPECT_EQ(token_bytes().size(), 32U);
  EXPECT_EQ(token_bytes(0), "");
  EXPECT_EQ(token_hex(16).size(), 32U);
  EXPECT_EQ(token_urlsafe().size(), 43U);
  EXPECT_EQ(token_urlsafe(16).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
}

TEST(Tokens, AreNeverTheSame) {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(token_urlsafe(16));
  EXPECT_EQ(tokens.size(), 1000U);
}

TEST(HashToken, IsItsSha256) {
  EXPECT_EQ(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace talaria
