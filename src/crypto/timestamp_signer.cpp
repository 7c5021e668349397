#include <algorithm>
#include <cstdint>

#include <talaria/base/base64.hpp>
#include <talaria/crypto/compare.hpp>
#include <talaria/crypto/hmac.hpp>
#include <talaria/crypto/key.hpp>
#include <talaria/crypto/timestamp_signer.hpp>

namespace talaria {

namespace {

constexpr std::size_t min_secret = 32;

// itsdangerous' key derivation `django-concat`.
std::string derive(const SignerOptions& options, std::string_view secret) {
  if (secret.size() < min_secret) {
    throw crypto::KeyError("A secret for signatures has at least 32 octets; make one with token_urlsafe()");
  }
  return crypto::digest(options.hash, options.salt + "signer" + std::string(secret));
}

std::string encode_time(TimestampSigner::Time time) {
  const auto count = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
  auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, count));
  std::string octets;
  for (; seconds != 0; seconds /= 256) octets.push_back(static_cast<char>(seconds % 256));
  std::reverse(octets.begin(), octets.end());
  return base::base64url_encode(octets);
}

std::optional<TimestampSigner::Time> decode_time(std::string_view text) {
  const auto octets = base::base64url_decode(text);
  if (!octets || octets->size() > 5) return std::nullopt;  // enough until the year 36812
  std::int64_t seconds = 0;
  for (const char octet : *octets) seconds = seconds * 256 + static_cast<unsigned char>(octet);
  return TimestampSigner::Time(std::chrono::seconds(seconds));
}

// What stands before and behind the last dot.
struct Halves {
  std::string_view front;
  std::string_view back;
};
std::optional<Halves> split(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return Halves{text.substr(0, dot), text.substr(dot + 1)};
}

}  // namespace

SignerOptions::~SignerOptions() = default;

TimestampSigner::TimestampSigner(std::string_view secret_key, const SignerOptions& options) : hash_(options.hash) {
  keys_.push_back(derive(options, secret_key));
  for (const std::string& old : options.fallback_keys) keys_.push_back(derive(options, old));
}

std::string TimestampSigner::signature(std::string_view key, std::string_view text) const {
  return base::base64url_encode(crypto::hmac(hash_, key, text));
}

std::string TimestampSigner::sign(std::string_view value, Time now) const {
  std::string text(value);
  text.append(".").append(encode_time(now));
  const std::string code = signature(keys_.front(), text);
  return text.append(".").append(code);
}

std::optional<TimestampSigner::Value> TimestampSigner::unsign(std::string_view text,
                                                              std::optional<std::chrono::seconds> max_age,
                                                              Time now) const {
  const auto outer = split(text);
  if (!outer) return std::nullopt;
  const bool ours = std::any_of(keys_.begin(), keys_.end(), [&](const std::string& key) {
    return compare_digest(signature(key, outer->front), outer->back);
  });
  const auto inner = ours ? split(outer->front) : std::nullopt;
  const auto time = inner ? decode_time(inner->back) : std::nullopt;
  if (!time) return std::nullopt;
  if (max_age) {
    const auto age = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) - time->time_since_epoch();
    if (age > *max_age || age < std::chrono::seconds(0)) return std::nullopt;
  }
  return Value{std::string(inner->front), *time};
}

}  // namespace talaria
