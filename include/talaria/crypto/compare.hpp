// compare_digest: equality that does not tell by its duration where the difference is.
#pragma once
#include <string_view>

namespace talaria {

/// Whether both are equal, in a time that depends on their lengths only (Python's `secrets.compare_digest`). For
/// whatever a stranger may guess: passwords, codes, tokens.
[[nodiscard]] bool compare_digest(std::string_view a, std::string_view b) noexcept;

}  // namespace talaria
