// MD5 (RFC 1321), for tags that have to be those that others make. It is broken and protects nothing.
#pragma once
#include <string>
#include <string_view>

namespace talaria::crypto {

/// The 16 octets of the digest. Throws std::runtime_error when the library refuses the algorithm.
[[nodiscard]] std::string md5(std::string_view octets);

}  // namespace talaria::crypto
