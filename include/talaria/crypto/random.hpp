// Secrets from the system's generator (Python's module `secrets`).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace talaria {

/// So many octets that nobody can guess. Throws std::runtime_error when there are none to be had.
[[nodiscard]] std::string token_bytes(std::size_t count = 32);
/// `count` such octets as hexadecimal digits.
[[nodiscard]] std::string token_hex(std::size_t count = 32);
/// `count` such octets as letters, digits, `-` and `_`: for links, cookies and keys.
[[nodiscard]] std::string token_urlsafe(std::size_t count = 32);

/// What is stored of a random token in place of itself: its SHA-256, in hexadecimal digits. A token that nobody can
/// guess needs no slow hash, as a password does.
[[nodiscard]] std::string hash_token(std::string_view token);

}  // namespace talaria
