#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/argon2.hpp>

namespace talaria::crypto {
namespace {

constexpr Argon2Options cheap{.time_cost = 1, .memory_cost = 64};

// Recorded in FastAPI's tutorial: the password is "secret".
constexpr const char* foreign =
    "$argon2id$v=19$m=65536,t=3,p=4$wagCPXjifgvUFBzq4hqe3w$CYaIb8sB+wtD+Vu/P4uod1+Qof8h+1g7bbDlBID48Rc";

TEST(Argon2, HashesAndVerifies) {
  const std::string hash = argon2_hash("secret", cheap);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << hash;
  EXPECT_TRUE(argon2_verify(hash, "secret"));
  EXPECT_FALSE(argon2_verify(hash, "secreT"));
  EXPECT_FALSE(argon2_verify(hash, ""));
  EXPECT_NE(argon2_hash("secret", cheap), hash);  // another salt
}

TEST(Argon2, VerifiesHashesOfOthers) {
  EXPECT_TRUE(argon2_verify(foreign, "secret"));
  EXPECT_FALSE(argon2_verify(foreign, "secret2"));
  // Argon2i, of the reference implementation's tests.
  EXPECT_TRUE(
      argon2_verify("$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8", "password"));
}

TEST(Argon2, TellsItsOptions) {
  EXPECT_EQ(argon2_options(argon2_hash("x", cheap)), cheap);
  const Argon2Options of_foreign{.time_cost = 3, .memory_cost = 65536, .parallelism = 4};
  EXPECT_EQ(argon2_options(foreign), of_foreign);
  for (const char* text : {"", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$aaaa", "$argon2id$v=16$m=64,t=1,p=1$a$b",
                           "$argon2id$v=19$m=,t=1,p=1$a$b", "$argon2id$v=19$t=1,m=64,p=1$a$b", "$2b$12$abc"}) {
    EXPECT_FALSE(argon2_options(text)) << text;
  }
}

TEST(Argon2, TakesAnyOctetsOfAPassword) {
  const std::string password = std::string(1000, '\xff') + std::string(1, '\0') + "x";
  const std::string hash = argon2_hash(password, cheap);
  EXPECT_TRUE(argon2_verify(hash, password));
  EXPECT_FALSE(argon2_verify(hash, password.substr(0, 1000)));
  EXPECT_FALSE(argon2_verify(hash, password.substr(0, 1001) + "y"));
}

TEST(Argon2, RefusesWhatIsNoHash) {
  const std::string hash = argon2_hash("secret", cheap);
  for (const std::string& text :
       {std::string(), std::string("$argon2id$"), hash.substr(0, hash.size() - 10), hash + "x",
        hash + std::string(1, '\0'), "$argon2x" + hash.substr(9), std::string("secret")}) {
    EXPECT_FALSE(argon2_verify(text, "secret")) << text;
  }
}

TEST(Argon2, RefusesOptionsThatMakeNoSense) {
  EXPECT_THROW(static_cast<void>(argon2_hash("x", {.time_cost = 0, .memory_cost = 64})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(argon2_hash("x", {.memory_cost = 1})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(argon2_hash("x", {.memory_cost = 64, .salt_len = 4})), std::invalid_argument);
}

TEST(Argon2, HasADummyThatNothingFits) {
  EXPECT_EQ(argon2_options(argon2_dummy(cheap)), cheap);
  EXPECT_FALSE(argon2_verify(argon2_dummy(cheap), ""));
}

}  // namespace
}  // namespace talaria::crypto
