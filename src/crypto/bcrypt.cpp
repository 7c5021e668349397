#include <algorithm>
#include <crypt.h>
#include <memory>
#include <new>
#include <stdexcept>

#include <talaria/base/strings.hpp>
#include <talaria/crypto/bcrypt.hpp>
#include <talaria/crypto/compare.hpp>
#include <talaria/crypto/random.hpp>

namespace talaria::crypto {

namespace {

constexpr std::size_t hash_size = 60;
constexpr std::size_t salt_size = 16;
constexpr int min_rounds = 4;
constexpr int max_rounds = 31;

bool is_password(std::string_view password) {
  return password.size() <= bcrypt_max_password && password.find('\0') == std::string_view::npos;
}

// crypt() with this setting; empty when the library does not take it.
std::string crypt_with(std::string_view password, const std::string& setting) {
  const auto data = std::make_unique<crypt_data>();  // 32 KiB: not for a stack
  const char* const hash = crypt_r(std::string(password).c_str(), setting.c_str(), data.get());
  return hash != nullptr && hash[0] == '$' ? std::string(hash) : std::string();
}

std::string make_setting(int rounds) {
  if (rounds < min_rounds || rounds > max_rounds) throw std::invalid_argument("bcrypt takes 4 to 31 rounds");
  const std::string salt = token_bytes(salt_size);
  std::string setting(CRYPT_GENSALT_OUTPUT_SIZE, '\0');
  if (crypt_gensalt_rn("$2b$", static_cast<unsigned long>(rounds), salt.data(), static_cast<int>(salt.size()),
                       setting.data(), static_cast<int>(setting.size())) == nullptr) {
    throw std::runtime_error("bcrypt is not available");
  }
  setting.resize(setting.find('\0'));
  return setting;
}

bool is_bcrypt_digit(char c) {
  return base::is_ascii_alpha(c) || base::is_ascii_digit(c) || c == '.' || c == '/';
}

}  // namespace

std::string bcrypt_hash(std::string_view password, int rounds) {
  if (!is_password(password)) {
    throw std::invalid_argument("bcrypt takes passwords of at most 72 octets, without NUL");
  }
  std::string hash = crypt_with(password, make_setting(rounds));
  if (hash.size() != hash_size) throw std::runtime_error("bcrypt is not available");
  return hash;
}

bool bcrypt_verify(std::string_view hash, std::string_view password) {
  if (!bcrypt_rounds(hash) || !is_password(password)) return false;
  const std::string made = crypt_with(password, std::string(hash));
  return !made.empty() && compare_digest(made, hash);
}

std::optional<int> bcrypt_rounds(std::string_view hash) {
  if (hash.size() != hash_size || hash[0] != '$' || hash[1] != '2' || hash[3] != '$' || hash[6] != '$') return {};
  if (hash[2] != 'a' && hash[2] != 'b' && hash[2] != 'y') return {};
  if (!base::is_ascii_digit(hash[4]) || !base::is_ascii_digit(hash[5])) return {};
  if (!std::all_of(hash.begin() + 7, hash.end(), is_bcrypt_digit)) return {};
  const int rounds = (hash[4] - '0') * 10 + (hash[5] - '0');
  return rounds >= min_rounds && rounds <= max_rounds ? std::optional(rounds) : std::nullopt;
}

std::string bcrypt_dummy(int rounds) {
  // 31 digits of bcrypt's own alphabet for a digest that nothing has.
  std::string hash = make_setting(rounds);
  for (const char c : token_urlsafe(32).substr(0, hash_size - hash.size()))
    hash.push_back(c == '-' ? '.' : c == '_' ? '/' : c);
  return hash;
}

}  // namespace talaria::crypto
