// Argon2 (RFC 9106): hashes of passwords that take memory, so that guessing them is dear.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace talaria::crypto {

/// What a hash costs and how long it is. The defaults are those that OWASP asks for at least; each hash takes
/// `memory_cost` KiB while it is made.
struct Argon2Options {
  std::uint32_t time_cost = 2;        ///< passes over the memory
  std::uint32_t memory_cost = 19456;  ///< KiB
  std::uint32_t parallelism = 1;      ///< lanes, each a thread
  std::uint32_t hash_len = 32;        ///< octets
  std::uint32_t salt_len = 16;        ///< octets

  friend bool operator==(const Argon2Options&, const Argon2Options&) = default;
};

/// The Argon2id hash with a new salt: `$argon2id$v=19$m=19456,t=2,p=1$...` (PHC string). It blocks for many
/// milliseconds; see PasswordHash. Throws std::invalid_argument for options that Argon2 does not take, std::bad_alloc.
[[nodiscard]] std::string argon2_hash(std::string_view password, const Argon2Options& options = {});
/// Whether it is the hash of the password; of Argon2id, Argon2i or Argon2d. False for what is no such hash. It blocks.
/// Throws std::bad_alloc.
[[nodiscard]] bool argon2_verify(std::string_view hash, std::string_view password);
/// The options that a hash was made with; nothing for what is no hash of Argon2id in its present version.
[[nodiscard]] std::optional<Argon2Options> argon2_options(std::string_view hash);
/// A hash of no password, which costs as much to verify as one with these options.
[[nodiscard]] std::string argon2_dummy(const Argon2Options& options = {});

}  // namespace talaria::crypto
