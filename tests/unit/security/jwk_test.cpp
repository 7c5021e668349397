#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/security/jwk.hpp>

namespace talaria::jwt {
namespace {

using testing::HasSubstr;

Json json(std::string_view text) {
  return parse_json(text).value();
}

std::string refusal(const Json& key) {
  try {
    static_cast<void>(parse_jwk(key));
  } catch (const KeyError& error) {
    return error.what();
  }
  return "";
}

// RFC 7515 appendix A.1 (a secret of 64 octets) and A.3, RFC 8037 appendix A.
const Json secret_jwk = json(
    R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"})");
const Json ec_jwk = json(R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})");
const Json ed_jwk = json(R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");

Json with(Json key, std::string_view name, Json value) {
  key.as_object().set(std::string(name), std::move(value));
  return key;
}
Json without(Json key, std::string_view name) {
  key.as_object().erase(name);
  return key;
}

TEST(Jwk, ReadsEachTypeOfKey) {
  EXPECT_EQ(parse_jwk(secret_jwk).key.kind(), crypto::KeyKind::secret);
  EXPECT_EQ(parse_jwk(ec_jwk).key.kind(), crypto::KeyKind::p256);
  EXPECT_TRUE(parse_jwk(ec_jwk).key.can_sign());
  EXPECT_FALSE(parse_jwk(without(ec_jwk, "d")).key.can_sign());
  EXPECT_EQ(parse_jwk(ed_jwk).key.kind(), crypto::KeyKind::ed25519);
  const Jwk named = parse_jwk(with(with(ec_jwk, "kid", "ec-1"), "alg", "ES256"));
  EXPECT_EQ(named.kid, "ec-1");
  EXPECT_EQ(named.algorithm, Algorithm::es256);
}

TEST(Jwk, IsPublishedWithoutWhatIsPrivate) {
  for (const Algorithm algorithm :
       {Algorithm::rs256, Algorithm::es384, Algorithm::es512, Algorithm::es256k, Algorithm::eddsa}) {
    const Key key = Key::generate(algorithm);
    const JsonObject published = public_jwk({key, "k1", algorithm});
    EXPECT_FALSE(published.contains("d"));
    const Jwk again = parse_jwk(published);
    EXPECT_EQ(again.kid, "k1");
    EXPECT_EQ(again.algorithm, algorithm);
    EXPECT_TRUE(again.key.verify(algorithm, "m", key.sign(algorithm, "m")));
  }
  EXPECT_THROW(static_cast<void>(public_jwk(parse_jwk(secret_jwk))), KeyError);
}

TEST(Jwk, RefusesWhatIsNoKeyForSignatures) {
  EXPECT_THAT(refusal(with(ec_jwk, "use", "enc")), HasSubstr("not for signatures"));
  EXPECT_THAT(refusal(with(ec_jwk, "key_ops", JsonArray{"encrypt"})), HasSubstr("not for signatures"));
  EXPECT_EQ(refusal(with(ec_jwk, "key_ops", JsonArray{"sign"})), "");
  EXPECT_EQ(refusal(with(with(ec_jwk, "use", "sig"), "key_ops", JsonArray{"verify"})), "");
  EXPECT_THAT(refusal(with(ec_jwk, "key_ops", "verify")), HasSubstr("array"));
  EXPECT_THAT(refusal(with(ec_jwk, "alg", "ES384")), HasSubstr("ES384"));
  EXPECT_THAT(refusal(with(ec_jwk, "alg", "ECDH-ES")), HasSubstr("ECDH-ES"));
  EXPECT_THAT(refusal(with(secret_jwk, "alg", "A256KW")), HasSubstr("A256KW"));
  EXPECT_THAT(refusal(with(secret_jwk, "alg", "RS256")), HasSubstr("RS256"));
  EXPECT_THAT(refusal(with(ec_jwk, "alg", 5)), HasSubstr("text"));
}

TEST(Jwk, RefusesWhatIsNoKey) {
  EXPECT_THAT(refusal(JsonArray{}), HasSubstr("object"));
  EXPECT_THAT(refusal(JsonObject{}), HasSubstr("type"));
  EXPECT_THAT(refusal(with(ec_jwk, "kty", "RSA")), HasSubstr("\"n\""));
  EXPECT_THAT(refusal(with(ec_jwk, "kty", "oct")), HasSubstr("\"k\""));
  EXPECT_THAT(refusal(with(ec_jwk, "crv", "P-257")), HasSubstr("curve"));
  EXPECT_THAT(refusal(with(ec_jwk, "crv", "Ed25519")), HasSubstr("curve"));
  EXPECT_THAT(refusal(with(ec_jwk, "x", "???")), HasSubstr("base64url"));
  EXPECT_THAT(refusal(with(ec_jwk, "x", 5)), HasSubstr("text"));
  EXPECT_THAT(refusal(without(ec_jwk, "y")), HasSubstr("\"y\""));
  EXPECT_THAT(refusal(with(secret_jwk, "k", "c2VjcmV0")), HasSubstr("32 octets"));
}

TEST(KeySet, PicksByName) {
  const Jwk a{Key::generate(Algorithm::es256), "a"};
  const Jwk b{Key::generate(Algorithm::es256), "b"};
  const Jwk c{Key::generate(Algorithm::eddsa), "c"};
  KeySet set(a);
  set.add(b);
  set.add(c);
  const std::string name = "b";
  const std::string unknown = "x";
  ASSERT_EQ(set.candidates(Algorithm::es256, &name).size(), 1U);
  EXPECT_EQ(set.candidates(Algorithm::es256, &name)[0]->kid, "b");
  EXPECT_TRUE(set.candidates(Algorithm::eddsa, &name).empty());
  EXPECT_TRUE(set.candidates(Algorithm::es256, &unknown).empty());
  // Without a name there is no choice among several, and none is needed among one.
  EXPECT_TRUE(set.candidates(Algorithm::es256, nullptr).empty());
  EXPECT_EQ(set.candidates(Algorithm::eddsa, nullptr).size(), 1U);
}

TEST(KeySet, OfOneKeyWithoutANameTakesAnyToken) {
  const std::string name = "b";
  EXPECT_EQ(KeySet(Key::generate(Algorithm::hs256)).candidates(Algorithm::hs256, &name).size(), 1U);
  EXPECT_TRUE(KeySet(Jwk{Key::generate(Algorithm::hs256), "a"}).candidates(Algorithm::hs256, &name).empty());
  EXPECT_EQ(KeySet::single({Key::generate(Algorithm::hs256), "a"}).candidates(Algorithm::hs256, &name).size(), 1U);
}

TEST(KeySet, BindsAKeyToItsAlgorithm) {
  const KeySet set(Jwk{Key::generate(Algorithm::rs256), "a", Algorithm::rs256});
  EXPECT_EQ(set.candidates(Algorithm::rs256, nullptr).size(), 1U);
  EXPECT_TRUE(set.candidates(Algorithm::ps256, nullptr).empty());
  EXPECT_TRUE(set.candidates(Algorithm::rs512, nullptr).empty());
}

TEST(KeySet, LeavesOutKeysThatItDoesNotUnderstand) {
  JsonArray keys{ec_jwk, with(ec_jwk, "use", "enc"), JsonObject{{"kty", "new"}}, 5, ed_jwk};
  EXPECT_EQ(KeySet::parse(JsonObject{{"keys", keys}}).keys().size(), 2U);
  EXPECT_THROW(static_cast<void>(KeySet::parse(JsonObject{{"keys", "none"}})), KeyError);
  EXPECT_THROW(static_cast<void>(KeySet::parse(JsonArray{})), KeyError);
}

TEST(KeySet, IsPublishedWithoutSecrets) {
  KeySet set(parse_jwk(secret_jwk));
  set.add(parse_jwk(ec_jwk));
  const Json published = set.public_json();
  ASSERT_EQ(published["keys"].as_array().size(), 1U);
  EXPECT_EQ(published["keys"][0]["crv"], Json("P-256"));
  EXPECT_EQ(published["keys"][0]["use"], Json("sig"));
}

}  // namespace
}  // namespace talaria::jwt
