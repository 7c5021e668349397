#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/bcrypt.hpp>

namespace talaria::crypto {
namespace {

TEST(Bcrypt, HashesAndVerifies) {
  const std::string hash = bcrypt_hash("secret", 4);
  EXPECT_TRUE(hash.starts_with("$2b$04$")) << hash;
  EXPECT_EQ(hash.size(), 60U);
  EXPECT_TRUE(bcrypt_verify(hash, "secret"));
  EXPECT_FALSE(bcrypt_verify(hash, "secreT"));
  EXPECT_NE(bcrypt_hash("secret", 4), hash);
}

TEST(Bcrypt, VerifiesHashesOfOthers) {
  // Of FastAPI's older tutorials: the password is "secret".
  EXPECT_TRUE(bcrypt_verify("$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW", "secret"));
  // Of the tests of OpenBSD and of PHP.
  EXPECT_TRUE(bcrypt_verify("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"));
  EXPECT_TRUE(bcrypt_verify("$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"));
}

TEST(Bcrypt, RefusesWhatItWouldCut) {
  const std::string longest(72, 'a');
  const std::string hash = bcrypt_hash(longest, 4);
  EXPECT_TRUE(bcrypt_verify(hash, longest));
  EXPECT_FALSE(bcrypt_verify(hash, longest + "b"));
  EXPECT_THROW(static_cast<void>(bcrypt_hash(longest + "b", 4)), std::invalid_argument);
  const std::string with_nul = std::string("a\0b", 3);
  EXPECT_THROW(static_cast<void>(bcrypt_hash(with_nul, 4)), std::invalid_argument);
  EXPECT_FALSE(bcrypt_verify(bcrypt_hash("a", 4), with_nul));
}

TEST(Bcrypt, RefusesOtherRoundsAndOtherHashes) {
  EXPECT_THROW(static_cast<void>(bcrypt_hash("a", 3)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(bcrypt_hash("a", 32)), std::invalid_argument);
  const std::string hash = bcrypt_hash("a", 4);
  for (std::string text : {std::string(), hash + "a", hash.substr(0, 59), "$2x" + hash.substr(3),
                           "$1$" + hash.substr(3), "$2b$99" + hash.substr(6), hash.substr(0, 59) + "!"}) {
    EXPECT_FALSE(bcrypt_rounds(text)) << text;
    EXPECT_FALSE(bcrypt_verify(text, "a")) << text;
  }
  EXPECT_EQ(bcrypt_rounds(hash), 4);
}

TEST(Bcrypt, HasADummyThatNothingFits) {
  EXPECT_EQ(bcrypt_rounds(bcrypt_dummy(4)), 4);
  EXPECT_FALSE(bcrypt_verify(bcrypt_dummy(4), ""));
}

}  // namespace
}  // namespace talaria::crypto
