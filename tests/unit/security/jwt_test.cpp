#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/base/base64.hpp>
#include <talaria/security/jwt.hpp>

namespace talaria::jwt {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr std::int64_t now = 1'750'000'000;

const Key& key() {
  static const Key secret = Key::secret("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7");
  return secret;
}

DecodeOptions at_now() {
  DecodeOptions options;
  options.algorithms = {Algorithm::hs256};
  options.now.emplace(std::chrono::seconds(now));
  return options;
}

JsonObject good_claims() {
  return {{"sub", "alice"}, {"exp", now + 60}};
}

JsonObject with(JsonObject claims, std::string name, Json value) {
  claims.set(std::move(name), std::move(value));
  return claims;
}

// What the verifier says of signed claims: the fault, or nothing.
std::optional<Fault> fault_of(const JsonObject& claims, const DecodeOptions& options = at_now(),
                              const JsonObject& headers = {}) {
  const auto decoded = try_decode(encode(claims, key(), Algorithm::hs256, headers), key(), options);
  if (decoded) return std::nullopt;
  return decoded.error().fault;
}

// A token of these texts, signed.
std::string sign_parts(std::string_view header, std::string_view payload) {
  const std::string text = base::base64url_encode(header) + "." + base::base64url_encode(payload);
  return text + "." + base::base64url_encode(key().sign(Algorithm::hs256, text));
}

std::optional<Fault> fault_of_parts(std::string_view header, std::string_view payload) {
  const auto decoded = try_decode(sign_parts(header, payload), key(), at_now());
  if (decoded) return std::nullopt;
  return decoded.error().fault;
}

TEST(Jwt, IsEncodedAsPyJwtDoes) {
  const std::string token = encode({{"sub", "alice"}}, key(), Algorithm::hs256);
  EXPECT_THAT(token, testing::StartsWith("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9."));
  const std::string typed = encode({}, key(), Algorithm::hs256, {{"typ", "at+jwt"}, {"alg", "none"}});
  EXPECT_EQ(dump_json(unverified_header(typed).value()), R"({"alg":"HS256","typ":"at+jwt"})");
  const std::string named = encode({}, Jwk{key(), "k1"}, Algorithm::hs256);
  EXPECT_EQ(unverified_header(named).value().at("kid"), Json("k1"));
}

TEST(Jwt, ComesBackWithEveryAlgorithm) {
  const Key rsa = Key::generate(Algorithm::rs256);
  for (const Algorithm algorithm : crypto::all_signature_algorithms) {
    const Key made = rsa.fits(algorithm) ? rsa : Key::generate(algorithm);
    DecodeOptions options = at_now();
    options.algorithms = {algorithm};
    EXPECT_EQ(decode(encode(good_claims(), made, algorithm), made, options), good_claims());
  }
}

TEST(Jwt, ThrowsOrSaysWhatIsWrong) {
  DecodeOptions options = at_now();
  try {
    static_cast<void>(decode("a.b.c", key(), options));
    FAIL();
  } catch (const InvalidTokenError& error) {
    EXPECT_EQ(error.fault(), Fault::malformed);
  }
  const auto decoded = try_decode(encode(with(good_claims(), "exp", now), key(), Algorithm::hs256), key(), options);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().message, "The token has expired");
}

TEST(Jwt, IsSignedOnlyByAKeyThatFits) {
  EXPECT_THROW(static_cast<void>(encode({}, key(), Algorithm::es256)), KeyError);
  EXPECT_THROW(static_cast<void>(encode({}, Jwk{key(), "", Algorithm::hs512}, Algorithm::hs256)), KeyError);
}

TEST(Jwt, TakesOnlyTheAlgorithmsOfTheVerifier) {
  DecodeOptions options = at_now();
  options.algorithms = {Algorithm::hs384, Algorithm::rs256};
  EXPECT_EQ(fault_of(good_claims(), options), Fault::algorithm);
  options.algorithms = {};
  EXPECT_EQ(fault_of(good_claims(), options), Fault::algorithm);
  for (const char* header : {R"({"alg":"none"})", R"({"alg":"hs256"})", R"({"alg":["HS256"]})", R"({"typ":"JWT"})"}) {
    EXPECT_EQ(fault_of_parts(header, R"({"exp":1750000060})"), Fault::algorithm) << header;
  }
  EXPECT_EQ(fault_of_parts(R"({"alg":"HS256"})", R"({"exp":1750000060})"), std::nullopt);
}

TEST(Jwt, RefusesExtensionsOfTheHeader) {
  EXPECT_EQ(fault_of(good_claims(), at_now(), {{"crit", JsonArray{"exp"}}}), Fault::algorithm);
  EXPECT_EQ(fault_of(good_claims(), at_now(), {{"b64", false}}), Fault::algorithm);
  EXPECT_EQ(fault_of(good_claims(), at_now(), {{"kid", JsonArray{}}}), Fault::malformed);
  EXPECT_EQ(fault_of(good_claims(), at_now(), {{"jku", "https://evil.example"}, {"jwk", JsonObject{}}}), std::nullopt);
}

TEST(Jwt, RefusesOtherShapes) {
  const std::string token = encode(good_claims(), key(), Algorithm::hs256);
  EXPECT_TRUE(try_decode(token, key(), at_now()));
  for (const std::string& text :
       {token + ".", " " + token, token + "\n", token + "=", token.substr(0, token.rfind('.')),
        token.substr(0, token.rfind('.') + 1), "Bearer " + token, std::string()}) {
    EXPECT_FALSE(try_decode(text, key(), at_now())) << text;
  }
  DecodeOptions options = at_now();
  options.max_size = token.size() - 1;
  EXPECT_EQ(try_decode(token, key(), options).error().fault, Fault::malformed);
  options.max_size = token.size();
  EXPECT_TRUE(try_decode(token, key(), options));
}

TEST(Jwt, RefusesJsonThatTwoReadersReadDifferently) {
  constexpr const char* header = R"({"alg":"HS256"})";
  EXPECT_EQ(fault_of_parts(header, R"({"exp":1750000060,"a":"\"b\":","c":{"d":[{"e":1}]}})"), std::nullopt);
  for (const char* payload : {R"({"exp":1,"exp":1750000060})", R"({"exp":1750000060,"a":{"b":1,"b":1}})",
                              R"({"exp":1750000060,"a":[{"b":1,"\u0062":1}]})", R"([])", R"({"exp":1750000060} {})", "",
                              "\xEF\xBB\xBF{\"exp\":1750000060}", "{\"exp\":1750000060,\"a\":\"\xFF\"}"}) {
    EXPECT_EQ(fault_of_parts(header, payload), Fault::malformed) << payload;
  }
  EXPECT_EQ(fault_of_parts(R"({"alg":"HS256","alg":"HS256"})", "{}"), Fault::malformed);
}

TEST(Jwt, ExpiresAndBegins) {
  DecodeOptions options = at_now();
  EXPECT_EQ(fault_of(with(good_claims(), "exp", now + 1)), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", now)), Fault::expired);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", BigInteger{"1" + std::string(30, '0')})), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", BigInteger{"1" + std::string(400, '0')})), Fault::claim);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", "1750000060")), Fault::claim);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", true)), Fault::claim);
  EXPECT_EQ(fault_of(with(good_claims(), "nbf", now)), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "nbf", now + 1)), Fault::immature);
  EXPECT_EQ(fault_of(with(good_claims(), "iat", "now")), Fault::claim);
  options.leeway = 5s;
  EXPECT_EQ(fault_of(with(good_claims(), "exp", now - 4), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "exp", now - 5), options), Fault::expired);
  EXPECT_EQ(fault_of(with(good_claims(), "nbf", now + 5), options), std::nullopt);
}

TEST(Jwt, MustExpireUnlessToldOtherwise) {
  EXPECT_EQ(fault_of({{"sub", "alice"}}), Fault::missing);
  DecodeOptions options = at_now();
  options.require_exp = false;
  EXPECT_EQ(fault_of({{"sub", "alice"}}, options), std::nullopt);
}

TEST(Jwt, IsNotTakenWhenTooOld) {
  DecodeOptions options = at_now();
  options.max_age = 10s;
  EXPECT_EQ(fault_of(good_claims(), options), Fault::missing);
  EXPECT_EQ(fault_of(with(good_claims(), "iat", now - 9), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "iat", now - 10), options), Fault::expired);
  EXPECT_EQ(fault_of(with(good_claims(), "iat", now + 1), options), Fault::immature);
}

TEST(Jwt, IsFromSomebodyForSomebody) {
  DecodeOptions options = at_now();
  options.issuer = {"https://a.example", "https://b.example"};
  EXPECT_EQ(fault_of(good_claims(), options), Fault::missing);
  EXPECT_EQ(fault_of(with(good_claims(), "iss", "https://b.example"), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "iss", "https://b.example/"), options), Fault::issuer);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", "api")), Fault::audience);
  options = at_now();
  options.audience = {"api"};
  EXPECT_EQ(fault_of(good_claims(), options), Fault::missing);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", "api"), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", JsonArray{"x", "api"}), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", JsonArray{"x"}), options), Fault::audience);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", JsonArray{"api", 5}), options), Fault::claim);
  EXPECT_EQ(fault_of(with(good_claims(), "aud", 5), options), Fault::claim);
}

TEST(Jwt, HasTheClaimsThatMustBeThere) {
  DecodeOptions options = at_now();
  options.require = {"sub", "jti"};
  EXPECT_EQ(fault_of(good_claims(), options), Fault::missing);
  EXPECT_EQ(fault_of(with(good_claims(), "jti", nullptr), options), Fault::claim);
  EXPECT_EQ(fault_of(with(good_claims(), "jti", "1"), options), std::nullopt);
  EXPECT_EQ(fault_of(with(good_claims(), "sub", 5)), Fault::claim);
}

TEST(Jwt, IsOfTheTypeThatIsAskedFor) {
  DecodeOptions options = at_now();
  options.typ = "at+jwt";
  EXPECT_EQ(fault_of(good_claims(), options), Fault::type);
  EXPECT_EQ(fault_of(good_claims(), options, {{"typ", "at+jwt"}}), std::nullopt);
  EXPECT_EQ(fault_of(good_claims(), options, {{"typ", "application/AT+JWT"}}), std::nullopt);
  EXPECT_EQ(fault_of(good_claims(), options, {{"typ", 5}}), Fault::type);
}

TEST(Jwt, FindsItsKeyByName) {
  const Jwk a{Key::generate(Algorithm::es256), "a"};
  const Jwk b{Key::generate(Algorithm::es256), "b"};
  KeySet set(a);
  set.add(b);
  DecodeOptions options = at_now();
  options.algorithms = {Algorithm::es256, Algorithm::hs256};
  EXPECT_TRUE(try_decode(encode(good_claims(), b, Algorithm::es256), set, options));
  const Jwk impostor{Key::generate(Algorithm::es256), "b"};
  EXPECT_EQ(try_decode(encode(good_claims(), impostor, Algorithm::es256), set, options).error().fault,
            Fault::signature);
  const Jwk unknown{b.key, "c"};
  EXPECT_EQ(try_decode(encode(good_claims(), unknown, Algorithm::es256), set, options).error().fault, Fault::key);
  // The public key as the secret of an HMAC.
  const Jwk confused{Key::secret(b.key.public_pem()), "b"};
  EXPECT_EQ(try_decode(encode(good_claims(), confused, Algorithm::hs256), set, options).error().fault, Fault::key);
}

// RFC 7515 appendix A.1, whose payload has line ends.
TEST(Jws, VerifiesTheExampleOfRfc7515) {
  const Key secret =
      Key::secret(base::base64url_decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0i"
                                         "PS4hcgUuTwjAzZr1Z9CAow")
                      .value());
  const std::string token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
      "NvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const auto payload = verify_signature(token, secret, {Algorithm::hs256});
  ASSERT_TRUE(payload);
  EXPECT_EQ(*payload, "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
  EXPECT_FALSE(verify_signature(token, key(), {Algorithm::hs256}));
}

TEST(Jwt, ExpiresOnAVirtualClock) {
  async::VirtualLoop loop;
  const auto body = []() -> Task<void> {
    const std::string token = encode({{"exp", expires_in(30min)}}, key(), Algorithm::hs256);
    DecodeOptions options;
    options.algorithms = {Algorithm::hs256};
    co_await talaria::sleep(29min);
    EXPECT_TRUE(try_decode(token, key(), options));
    co_await talaria::sleep(1min);
    EXPECT_EQ(try_decode(token, key(), options).error().fault, Fault::expired);
  };
  run_until_complete(loop, body());
}

TEST(NumericDate, CountsSeconds) {
  EXPECT_EQ(numeric_date(async::WallTime(1500ms)), 1);
  EXPECT_EQ(numeric_date(async::WallTime(-1ms)), -1);
}

}  // namespace
}  // namespace talaria::jwt
