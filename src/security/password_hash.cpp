#include <algorithm>
#include <stdexcept>
#include <thread>

#include <talaria/crypto/bcrypt.hpp>
#include <talaria/security/password_hash.hpp>

namespace talaria {

namespace {

// Two per processor would not be faster, and each takes its memory. Who waits behind a hundred others has a client that
// has given up.
async::BlockingPool& pool() {
  static async::BlockingPool the_pool{
      {.threads = std::max<std::size_t>(1, std::thread::hardware_concurrency()), .waiting = 100}};
  return the_pool;
}

template <class Call>
Task<void> run_call(Call& call) {
  return pool().run([](void* argument) { (*static_cast<Call*>(argument))(); }, &call);
}

// The memory is freed by the string, but what was in it is nobody's business any more.
void wipe(std::string& password) {
  volatile char* const octets = password.data();
  for (std::size_t i = 0; i < password.size(); ++i) octets[i] = '\0';
}

}  // namespace

PasswordCheck::~PasswordCheck() = default;

PasswordHash::PasswordHash(Argon2Hasher hasher) : hasher_(hasher), dummy_(crypto::argon2_dummy(hasher)) {}

PasswordHash::PasswordHash(BcryptHasher hasher) : hasher_(hasher), dummy_(crypto::bcrypt_dummy(hasher.rounds)) {}

std::string PasswordHash::hash_blocking(std::string_view password) const {
  if (password.size() > max_password) throw std::invalid_argument("A password has at most 1024 octets");
  if (const auto* const bcrypt = std::get_if<BcryptHasher>(&hasher_))
    return crypto::bcrypt_hash(password, bcrypt->rounds);
  return crypto::argon2_hash(password, std::get<Argon2Hasher>(hasher_));
}

bool PasswordHash::verify_blocking(std::string_view password, const std::optional<std::string>& hash) const {
  if (password.size() > max_password) return false;
  const std::string& known = hash ? *hash : dummy_;
  const bool valid =
      known.starts_with("$2") ? crypto::bcrypt_verify(known, password) : crypto::argon2_verify(known, password);
  return valid && hash.has_value();
}

bool PasswordHash::needs_rehash(std::string_view hash) const {
  if (const auto* const bcrypt = std::get_if<BcryptHasher>(&hasher_)) {
    return crypto::bcrypt_rounds(hash) != bcrypt->rounds || !hash.starts_with("$2b$");
  }
  return crypto::argon2_options(hash) != std::get<Argon2Hasher>(hasher_);
}

Task<std::string> PasswordHash::hash(std::string password) const {
  std::string made;
  auto call = [&] { made = hash_blocking(password); };
  co_await run_call(call);
  wipe(password);
  co_return made;
}

Task<bool> PasswordHash::verify(std::string password, std::optional<std::string> hash) const {
  bool valid = false;
  auto call = [&] { valid = verify_blocking(password, hash); };
  co_await run_call(call);
  wipe(password);
  co_return valid;
}

Task<PasswordCheck> PasswordHash::verify_and_update(std::string password, std::optional<std::string> hash) const {
  PasswordCheck check;
  auto call = [&] {
    check.valid = verify_blocking(password, hash);
    if (check.valid && needs_rehash(*hash)) check.updated_hash = hash_blocking(password);
  };
  co_await run_call(call);
  wipe(password);
  co_return check;
}

void PasswordHash::set_limits(async::BlockingPoolLimits limits) {
  pool().set_limits(limits);
}

}  // namespace talaria
