// SHA-1 (FIPS 180-4), for protocols that prescribe it. It is broken as a signature and must not be chosen anew.
#pragma once
#include <string>
#include <string_view>

namespace talaria::crypto {

/// The 20 octets of the digest. Throws std::runtime_error when the library refuses the algorithm.
[[nodiscard]] std::string sha1(std::string_view octets);

}  // namespace talaria::crypto
