// PasswordHash: hashing and verifying passwords, off the loop and never too many at a time.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <talaria/async/blocking.hpp>
#include <talaria/async/task.hpp>
#include <talaria/crypto/argon2.hpp>

namespace talaria {

/// New hashes by Argon2id: `PasswordHash{Argon2Hasher{.memory_cost = 65536, .time_cost = 3}}`.
using Argon2Hasher = crypto::Argon2Options;

/// New hashes by bcrypt.
struct BcryptHasher {
  int rounds = 12;
};

/// A password and its hash, looked at; and what to store in the hash's place.
struct PasswordCheck {
  bool valid = false;
  /// The hash that this password gets today, where it is valid and was hashed by other rules.
  std::optional<std::string> updated_hash = {};

  ~PasswordCheck();
  explicit operator bool() const { return valid; }
};

/// Hashes passwords (pwdlib's class of that name). Whatever makes new ones, hashes by Argon2 and bcrypt are verified.
///
/// A hash takes tens of milliseconds and megabytes on purpose. So they are made on threads of their own, one for each
/// processor in the whole program; what waits longer than that pool allows gets BlockingPoolFull, which is a 503.
class PasswordHash {
 public:
  /// What is hashed has at most so many octets; a longer password is never valid.
  static constexpr std::size_t max_password = 1024;

  PasswordHash(Argon2Hasher hasher);
  PasswordHash(BcryptHasher hasher);
  /// Argon2id with 19 MiB and two passes.
  [[nodiscard]] static PasswordHash recommended() { return {Argon2Hasher{}}; }

  /// A new hash, to be stored. Throws std::invalid_argument for a password longer than max_password (for bcrypt 72
  /// octets), BlockingPoolFull.
  [[nodiscard]] Task<std::string> hash(std::string password) const;
  /// Whether it is the hash of the password. Without a hash (there is no such user) false, after as much work as with
  /// one: a login must not tell by its duration who has an account. Throws BlockingPoolFull.
  [[nodiscard]] Task<bool> verify(std::string password, std::optional<std::string> hash) const;
  /// The same, and the new hash where the old one is by other rules than new ones are.
  [[nodiscard]] Task<PasswordCheck> verify_and_update(std::string password, std::optional<std::string> hash) const;
  /// Whether new hashes are made by other rules.
  [[nodiscard]] bool needs_rehash(std::string_view hash) const;

  /// The same on this thread, which they block: for programs without a loop. A plain handler runs on the common pool,
  /// where nothing keeps forty of them from running at once.
  [[nodiscard]] std::string hash_blocking(std::string_view password) const;
  [[nodiscard]] bool verify_blocking(std::string_view password, const std::optional<std::string>& hash) const;

  /// How many hashes are made at a time in the whole program, and how many may wait. From any thread.
  static void set_limits(async::BlockingPoolLimits limits);

 private:
  std::variant<Argon2Hasher, BcryptHasher> hasher_;
  std::string dummy_;  // what stands in for the hash of a user who is not there
};

}  // namespace talaria
