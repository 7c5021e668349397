#include <set>
#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/signature.hpp>

namespace talaria::crypto {
namespace {

TEST(SignatureAlgorithm, HasANameThatFindsIt) {
  std::set<std::string_view> names;
  for (const SignatureAlgorithm algorithm : all_signature_algorithms) {
    names.insert(algorithm_name(algorithm));
    EXPECT_EQ(find_algorithm(algorithm_name(algorithm)), algorithm);
  }
  EXPECT_EQ(names.size(), all_signature_algorithms.size());
  EXPECT_TRUE(names.contains("HS256") && names.contains("PS384") && names.contains("ES256K") &&
              names.contains("EdDSA"));
}

TEST(SignatureAlgorithm, IsComparedLetterForLetter) {
  for (const std::string_view name : {"", "none", "None", "hs256", "HS256 ", "EDDSA", "HS2560", "HS-256"}) {
    EXPECT_FALSE(find_algorithm(name)) << name;
  }
  EXPECT_FALSE(find_algorithm(std::string_view("HS256\0", 6)));
}

}  // namespace
}  // namespace talaria::crypto
