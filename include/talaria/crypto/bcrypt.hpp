// bcrypt: hashes of passwords as many systems have them. New ones are better made with Argon2.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace talaria::crypto {

/// bcrypt looks at no more than so many octets of a password; longer ones are refused rather than cut.
inline constexpr std::size_t bcrypt_max_password = 72;

/// The hash with a new salt, `$2b$12$...`; each round more doubles what it costs. It blocks for a fraction of a second;
/// see PasswordHash. Throws std::invalid_argument for a password that is longer than bcrypt_max_password or has a NUL,
/// and for rounds outside of 4 to 31.
[[nodiscard]] std::string bcrypt_hash(std::string_view password, int rounds = 12);
/// Whether it is the hash of the password (`$2b$`, and `$2a$` and `$2y$` of other programs). False for what is no such
/// hash, and for passwords that bcrypt_hash() refuses. It blocks.
[[nodiscard]] bool bcrypt_verify(std::string_view hash, std::string_view password);
/// The rounds of a hash; nothing for what is no hash of bcrypt.
[[nodiscard]] std::optional<int> bcrypt_rounds(std::string_view hash);
/// A hash of no password, which costs as much to verify as one with these rounds.
[[nodiscard]] std::string bcrypt_dummy(int rounds = 12);

}  // namespace talaria::crypto
