#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/base/base64.hpp>
#include <talaria/crypto/key.hpp>

namespace talaria::crypto {
namespace {

using A = SignatureAlgorithm;
using testing::HasSubstr;

std::string octets(std::string_view base64url) {
  return base::base64url_decode(base64url).value();
}

std::string refusal(auto make) {
  try {
    static_cast<void>(make());
  } catch (const KeyError& error) {
    return error.what();
  }
  return "";
}

// RFC 7515 appendix A.3.
const CurveParts rfc_p256{octets("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                          octets("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
                          octets("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI")};
// RFC 8037 appendix A.
const CurveParts rfc_ed25519{octets("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), "",
                             octets("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")};

// RSA keys take long to make.
Key key_for(A algorithm) {
  static const Key rsa = Key::generate(A::rs256);
  return rsa.fits(algorithm) ? rsa : Key::generate(algorithm);
}
Key other_key_for(A algorithm) {
  static const Key rsa = Key::generate(A::rs256);
  return rsa.fits(algorithm) ? rsa : Key::generate(algorithm);
}

TEST(Key, SignsAndVerifiesWithEveryAlgorithm) {
  for (const A algorithm : all_signature_algorithms) {
    const Key key = key_for(algorithm);
    const std::string signature = key.sign(algorithm, "message");
    EXPECT_TRUE(key.verify(algorithm, "message", signature)) << algorithm_name(algorithm);
    EXPECT_FALSE(key.verify(algorithm, "messagf", signature)) << algorithm_name(algorithm);
    EXPECT_FALSE(other_key_for(algorithm).verify(algorithm, "message", signature)) << algorithm_name(algorithm);
    EXPECT_FALSE(key.verify(algorithm, "message", "")) << algorithm_name(algorithm);
    EXPECT_FALSE(key.verify(algorithm, "message", signature + signature)) << algorithm_name(algorithm);
    for (const std::size_t i : {std::size_t{0}, signature.size() / 2, signature.size() - 1}) {
      std::string changed = signature;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      EXPECT_FALSE(key.verify(algorithm, "message", changed)) << algorithm_name(algorithm);
    }
  }
}

TEST(Key, TakesOnlyAlgorithmsOfItsKind) {
  for (const A made_for : {A::hs512, A::rs256, A::es256, A::es384, A::es512, A::es256k, A::eddsa}) {
    const Key key = key_for(made_for);
    for (const A algorithm : all_signature_algorithms) {
      const bool same = algorithm_name(algorithm)[0] == algorithm_name(made_for)[0] ||
                        (key.kind() == KeyKind::rsa && algorithm_name(algorithm)[0] == 'P');
      const bool fits = key.kind() == KeyKind::secret || key.kind() == KeyKind::rsa ? same : algorithm == made_for;
      EXPECT_EQ(key.fits(algorithm), fits) << algorithm_name(made_for) << " " << algorithm_name(algorithm);
      if (!fits) {
        EXPECT_THROW(static_cast<void>(key.sign(algorithm, "")), KeyError);
        EXPECT_FALSE(key.verify(algorithm, "", ""));
      }
    }
  }
}

TEST(Key, SecretIsAsLongAsTheDigest) {
  EXPECT_THAT(refusal([] { return Key::secret(std::string(31, 'k')); }), HasSubstr("at least 32 octets"));
  EXPECT_THROW(static_cast<void>(Key::secret("")), KeyError);
  const Key key = Key::secret(std::string(32, 'k'));
  EXPECT_TRUE(key.fits(A::hs256));
  EXPECT_FALSE(key.fits(A::hs384));
  EXPECT_TRUE(Key::secret(std::string(48, 'k')).fits(A::hs384));
  EXPECT_FALSE(Key::secret(std::string(48, 'k')).fits(A::hs512));
}

TEST(Key, VerifiesTheSignatureOfRfc7515) {
  const Key key = Key::curve(KeyKind::p256, {rfc_p256.x, rfc_p256.y});
  const std::string message =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
      "cnVlfQ";
  EXPECT_TRUE(
      key.verify(A::es256, message,
                 octets("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")));
  EXPECT_FALSE(key.can_sign());
  EXPECT_THROW(static_cast<void>(key.sign(A::es256, message)), KeyError);
}

TEST(Key, MakesTheSignatureOfRfc8037) {
  const Key key = Key::curve(KeyKind::ed25519, rfc_ed25519);
  EXPECT_EQ(key.sign(A::eddsa, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"),
            octets("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"));
  EXPECT_EQ(key.curve_parts().x, rfc_ed25519.x);
}

TEST(Key, RefusesAPointThatIsNotOnTheCurve) {
  CurveParts off = rfc_p256;
  off.y.back() = static_cast<char>(off.y.back() ^ 1);
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::p256, {off.x, off.y})), KeyError);
  // Of the right curve, but as another one.
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::secp256k1, {rfc_p256.x, rfc_p256.y})), KeyError);
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::p256, {std::string(32, '\0'), std::string(32, '\0')})), KeyError);
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::p256, {rfc_p256.x.substr(1), rfc_p256.y})), KeyError);
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::p256, {rfc_p256.x, rfc_p256.y, std::string(32, '\x01')})),
               KeyError);
  EXPECT_THROW(static_cast<void>(Key::curve(KeyKind::secret, rfc_p256)), KeyError);
}

TEST(Key, RefusesWeakRsa) {
  RsaParts parts = key_for(A::rs256).rsa_parts();
  EXPECT_NO_THROW(static_cast<void>(Key::rsa(parts)));
  RsaParts changed = parts;
  changed.e = std::string("\x01", 1);
  EXPECT_THAT(refusal([&] { return Key::rsa(changed); }), HasSubstr("exponent"));
  changed.e = std::string("\x01\x00\x00", 3);
  EXPECT_THAT(refusal([&] { return Key::rsa(changed); }), HasSubstr("exponent"));
  changed = parts;
  changed.n.erase(0, 1);
  EXPECT_THAT(refusal([&] { return Key::rsa(changed); }), HasSubstr("2048 bits"));
  changed = parts;
  changed.n = std::string(16385 / 8 + 100, '\xff');
  EXPECT_THROW(static_cast<void>(Key::rsa(changed)), KeyError);
  EXPECT_THROW(static_cast<void>(Key::rsa({})), KeyError);
}

TEST(Key, IsWrittenAndReadAsPem) {
  for (const A algorithm : {A::rs256, A::es256, A::es384, A::es512, A::es256k, A::eddsa}) {
    const Key key = key_for(algorithm);
    EXPECT_THAT(key.to_pem(), HasSubstr("-----BEGIN PRIVATE KEY-----"));
    const Key again = Key::from_pem(key.to_pem());
    const Key open = Key::from_pem(key.public_pem());
    EXPECT_EQ(again.kind(), key.kind());
    EXPECT_TRUE(again.can_sign());
    EXPECT_FALSE(open.can_sign());
    EXPECT_TRUE(open.verify(algorithm, "m", again.sign(algorithm, "m"))) << algorithm_name(algorithm);
    EXPECT_EQ(open.to_pem(), key.public_pem());
  }
  EXPECT_THROW(static_cast<void>(Key::generate(A::hs256).to_pem()), KeyError);
}

// Made with `openssl genpkey -algorithm ED25519 -aes256` and the password "correct horse".
constexpr std::string_view encrypted_pem = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhAUqRWsYGvXQICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEBCJlu3zntBJFJEATjZxvjUEQAL/
o19f4u/AsvtJrOG3WS2FWajwSj7tESuV/rFOPs+cf2Ph89hxUqFlSTWOisI46V5B
EhvXszxr8X+IteLeSpk=
-----END ENCRYPTED PRIVATE KEY-----
)";

TEST(Key, OpensEncryptedPemWithItsPasswordOnly) {
  EXPECT_EQ(Key::from_pem(encrypted_pem, "correct horse").kind(), KeyKind::ed25519);
  EXPECT_THROW(static_cast<void>(Key::from_pem(encrypted_pem, "wrong horse")), KeyError);
  EXPECT_THROW(static_cast<void>(Key::from_pem(encrypted_pem)), KeyError);
}

TEST(Key, ReadsOtherFormsOfPem) {
  EXPECT_EQ(Key::from_pem(R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIDeDlx6UH2QtP5dYmlprTSZEjWc5n+aQCf6rXvIbunLMoAoGCCqGSM49
AwEHoUQDQgAE+OX1inAtw8A8NNy7d1xs/JZguKyL/TpjeeXZGoUursyJtdWiFbz0
uAfmxmq7pgSCkZqjq6MxIajwH7e1shR/8Q==
-----END EC PRIVATE KEY-----
)")
                .kind(),
            KeyKind::p256);
  EXPECT_EQ(Key::from_pem(R"(-----BEGIN CERTIFICATE-----
MIIBRDCB96ADAgECAhR4Ku2OKdk49MC3TnulxBRGeH8MvTAFBgMrZXAwFzEVMBMG
A1UEAwwMdGFsYXJpYS50ZXN0MCAXDTI2MTEyNTE2MjQwOVoYDzIxMjYxMTAxMTYy
NDA5WjAXMRUwEwYDVQQDDAx0YWxhcmlhLnRlc3QwKjAFBgMrZXADIQAIOAV7LKZJ
XELOyCfSOg/IpXG+Ii73QjQAKTTQ4Rg0uqNTMFEwHQYDVR0OBBYEFLQCfz//njNC
dbENa1pzYP05W9AEMB8GA1UdIwQYMBaAFLQCfz//njNCdbENa1pzYP05W9AEMA8G
A1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAmSPYs84KTw49MFNTxtettKfkdnVTcNAe
3AcmIGKnRI26IuE2vHD/HMhuZIBLJ5CnZ/gm84StkmPeEm5lTboTCQ==
-----END CERTIFICATE-----
)")
                .can_sign(),
            false);
}

TEST(Key, RefusesWhatIsNoPem) {
  for (const std::string_view text : {"", "secret", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                                      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
    EXPECT_THROW(static_cast<void>(Key::from_pem(text)), KeyError) << text;
  }
  EXPECT_THROW(static_cast<void>(Key::from_pem(std::string(1 << 20, 'A'))), KeyError);
  // A key for the agreement of keys, not for signatures.
  EXPECT_THROW(static_cast<void>(Key::from_pem(R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VuAyEArUo0SBPhjzOW9Xf1W7IUosd5DPL7OGNn54QCmATyKyA=
-----END PUBLIC KEY-----
)")),
               KeyError);
}

TEST(Key, IsSharedByItsCopies) {
  Key key = Key::generate(A::hs256);
  const Key copy = key;
  const std::string signature = key.sign(A::hs256, "m");
  key = Key::generate(A::hs256);
  EXPECT_TRUE(copy.verify(A::hs256, "m", signature));
  EXPECT_FALSE(key.verify(A::hs256, "m", signature));
}

}  // namespace
}  // namespace talaria::crypto
