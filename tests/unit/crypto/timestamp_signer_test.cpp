#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/key.hpp>
#include <talaria/crypto/timestamp_signer.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

const std::string secret = "09d25e094faa6ca2556c818166b7a956";
const std::string other_secret = "a956818166b7ca2556c094faa609d25e";
const TimestampSigner::Time time{1'750'000'000s};

SignerOptions with_fallback() {
  SignerOptions options;
  options.fallback_keys = {secret};
  return options;
}

TEST(TimestampSigner, GivesBackWhatItSigned) {
  const TimestampSigner signer(secret);
  for (const std::string value : {"", "hello", "a.b.c", "{\"user\": 5}", "\xff"}) {
    const auto back = signer.unsign(signer.sign(value, time));
    ASSERT_TRUE(back) << value;
    EXPECT_EQ(back->text, value);
    EXPECT_EQ(back->signed_at, time);
  }
}

// TimestampSigner(secret).sign("hello") in Python, at that time.
TEST(TimestampSigner, SignsAsItsdangerousDoes) {
  SignerOptions options;
  options.hash = crypto::Hash::sha1;
  EXPECT_EQ(TimestampSigner(secret, options).sign("hello", time), "hello.aE7hgA.rkYpHPASWeLRVRCKfkjURHI8DXo");
  EXPECT_EQ(TimestampSigner(secret).sign("hello", time), "hello.aE7hgA.CCKfYcile6ENzURKMZaTZHXrlIEm0IZYMH_JLqOFCDs");
}

TEST(TimestampSigner, RefusesWhatWasChanged) {
  const TimestampSigner signer(secret);
  const std::string text = signer.sign("hello", time);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(signer.unsign(changed)) << changed;
    EXPECT_FALSE(signer.unsign(text.substr(0, i)));
  }
  EXPECT_FALSE(signer.unsign(text + "="));
  EXPECT_FALSE(signer.unsign("." + text));
}

TEST(TimestampSigner, RefusesWhatOthersSigned) {
  const std::string text = TimestampSigner(secret).sign("hello");
  EXPECT_FALSE(TimestampSigner(other_secret).unsign(text));
  SignerOptions options;
  options.salt = "another purpose";
  EXPECT_FALSE(TimestampSigner(secret, options).unsign(text));
}

TEST(TimestampSigner, TakesWhatOldSecretsSigned) {
  const TimestampSigner rotated(other_secret, with_fallback());
  EXPECT_TRUE(rotated.unsign(TimestampSigner(secret).sign("hello")));
  EXPECT_TRUE(TimestampSigner(other_secret).unsign(rotated.sign("hello")));
}

TEST(TimestampSigner, KnowsTheAge) {
  const TimestampSigner signer(secret);
  const std::string text = signer.sign("hello", time + 300ms);
  EXPECT_TRUE(signer.unsign(text, 60s, time + 60s));
  EXPECT_FALSE(signer.unsign(text, 60s, time + 61s));
  EXPECT_FALSE(signer.unsign(text, 60s, time - 1s));
  EXPECT_TRUE(signer.unsign(text, std::nullopt, time + 99h));
}

TEST(TimestampSigner, WantsASecretThatNobodyGuesses) {
  EXPECT_THROW(TimestampSigner("secret"), crypto::KeyError);
  SignerOptions options;
  options.fallback_keys = {"old"};
  EXPECT_THROW(TimestampSigner(secret, options), crypto::KeyError);
}

}  // namespace
}  // namespace talaria
