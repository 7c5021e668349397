#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/hmac.hpp>

namespace talaria::crypto {
namespace {

// RFC 4231 sections 4.2, 4.3 and 4.7.
TEST(Hmac, GivesTheCodesOfRfc4231) {
  const std::string key(20, '\x0b');
  EXPECT_EQ(to_hex(hmac(Hash::sha256, key, "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac(Hash::sha384, key, "Hi There")),
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6");
  EXPECT_EQ(to_hex(hmac(Hash::sha512, "Jefe", "what do ya want for nothing?")),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd"
            "caeab1a34d4a6b4b636e070a38bce737");
  EXPECT_EQ(
      to_hex(hmac(Hash::sha256, std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, TakesAnEmptyKey) {
  EXPECT_EQ(to_hex(hmac(Hash::sha256, "", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

}  // namespace
}  // namespace talaria::crypto
