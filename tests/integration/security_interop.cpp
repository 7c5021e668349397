// Tokens, hashes and signed texts at the command line, for the test that lets Python's libraries make and read them.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <talaria/crypto/bcrypt.hpp>
#include <talaria/crypto/timestamp_signer.hpp>
#include <talaria/security/jwt.hpp>
#include <talaria/security/password_hash.hpp>

namespace {

namespace jwt = talaria::jwt;
using Arguments = std::vector<std::string>;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A file in PEM, or else a secret.
jwt::Key read_key(const std::string& path) {
  const std::string text = read_file(path);
  return text.starts_with("-----BEGIN ") ? jwt::Key::from_pem(text) : jwt::Key::secret(text);
}

std::string decode(const std::string& token, const std::string& algorithm, const std::string& key) {
  jwt::DecodeOptions options;
  options.algorithms = {talaria::crypto::find_algorithm(algorithm).value()};
  options.audience = {"api"};
  const auto claims = jwt::try_decode(token, read_key(key), options);
  return claims ? talaria::dump_json(*claims) : "invalid: " + claims.error().message;
}

std::string verdict(bool valid) {
  return valid ? "valid" : "invalid";
}

talaria::TimestampSigner signer(const std::string& secret, const std::string& hash) {
  talaria::SignerOptions options;
  options.hash = hash == "sha1" ? talaria::crypto::Hash::sha1 : talaria::crypto::Hash::sha256;
  return talaria::TimestampSigner(secret, options);
}

std::string answer(const Arguments& a) {
  const std::string& command = a.at(0);
  if (command == "jwt-encode") {
    const auto claims = talaria::parse_json(a.at(1)).value();
    return jwt::encode(claims.as_object(), read_key(a.at(3)), talaria::crypto::find_algorithm(a.at(2)).value());
  }
  if (command == "jwt-decode") return decode(a.at(1), a.at(2), a.at(3));
  if (command == "jwk") return talaria::dump_json(jwt::public_jwk({read_key(a.at(1)), "k1"}));
  if (command == "hash") return talaria::PasswordHash::recommended().hash_blocking(a.at(1));
  if (command == "hash-bcrypt") return talaria::crypto::bcrypt_hash(a.at(1), 5);
  if (command == "verify") return verdict(talaria::PasswordHash::recommended().verify_blocking(a.at(2), a.at(1)));
  if (command == "sign") return signer(a.at(2), a.at(3)).sign(a.at(1));
  if (command == "unsign") {
    const auto value = signer(a.at(2), a.at(3)).unsign(a.at(1), std::chrono::seconds(60));
    return value ? value->text : "invalid";
  }
  return "unknown command";
}

}  // namespace

// Each line of the input is a JSON array of texts, each line of the output the JSON text of the answer.
int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::string said;
    try {
      Arguments arguments;
      const auto question = talaria::parse_json(line);
      for (const auto& item : question->as_array()) arguments.push_back(item.as_string());
      said = answer(arguments);
    } catch (const std::exception& error) {
      said = std::string("error: ") + error.what();
    }
    std::cout << talaria::dump_json(said) << std::endl;
  }
}
