// JSON Web Tokens: the input as a token, as header and payload (parted by a line end) of one that is signed, and as a
// key or a set of keys. What is accepted is spelt in the one way there is, and says again what it said.
#include "require.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/base/base64.hpp>
#include <talaria/security/jwt.hpp>

using talaria::fuzz::require;
namespace jwt = talaria::jwt;

namespace {

const jwt::Key& secret() {
  static const jwt::Key key = jwt::Key::secret("a secret of thirty-two octets ...");
  return key;
}

jwt::DecodeOptions options() {
  jwt::DecodeOptions options;
  options.algorithms = {jwt::Algorithm::hs256, jwt::Algorithm::es256, jwt::Algorithm::rs256};
  options.issuer = {"https://issuer.example"};
  options.audience = {"api"};
  options.now.emplace(std::chrono::seconds(1'750'000'000));
  return options;
}

void as_token(std::string_view text) {
  const auto payload = jwt::verify_signature(text, secret(), {jwt::Algorithm::hs256});
  if (payload) {
    const std::string_view part = text.substr(text.find('.') + 1);
    require(talaria::base::base64url_encode(*payload) == part.substr(0, part.find('.')), "there is one spelling");
    require(text.find_first_of(" \t\r\n=+/") == std::string_view::npos, "nothing else is in a token");
  }
  const auto header = jwt::unverified_header(text);
  if (header) require(talaria::parse_json(talaria::dump_json(*header)).has_value(), "a header is JSON");
}

void as_parts(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string token = talaria::base::base64url_encode(text.substr(0, end)) + "." +
                      talaria::base::base64url_encode(text.substr(std::min(end + 1, text.size())));
  token += "." + talaria::base::base64url_encode(secret().sign(jwt::Algorithm::hs256, token));
  const auto claims = jwt::try_decode(token, secret(), options());
  if (!claims) {
    require(!claims.error().message.empty(), "a refusal says why");
    return;
  }
  const talaria::Json& expires = claims->at("exp");
  require((expires.is_integer() || expires.is_real()) && expires.as_real() > 1.75e9, "what is taken has not expired");
  require(claims->at("iss") == talaria::Json("https://issuer.example"), "what is taken is from the issuer");
  const auto again = jwt::try_decode(jwt::encode(*claims, secret(), jwt::Algorithm::hs256), secret(), options());
  require(again && *again == *claims, "what was taken says the same again");
}

void as_key(std::string_view text) {
  const auto json = talaria::parse_json(text);
  if (!json) return;
  try {
    const jwt::Jwk jwk = jwt::parse_jwk(*json);
    if (jwk.key.kind() == talaria::crypto::KeyKind::secret) return;
    require(jwt::parse_jwk(jwt::public_jwk(jwk)).key.kind() == jwk.key.kind(), "a key is published as what it is");
  } catch (const jwt::KeyError&) {
  }
  try {
    static_cast<void>(jwt::KeySet::parse(*json));
  } catch (const jwt::KeyError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  as_token(text);
  as_parts(text);
  as_key(text);
  return 0;
}
