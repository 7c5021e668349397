// One interface for the libraries that decompress.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace talaria::middleware {

/// Decompresses one content, which comes in pieces.
class Decompressor {
 public:
  enum class State : std::uint8_t {
    goes_on,   // everything was used, and more may come
    full,      // `out` has as much as it may have; there is more
    ended,     // the content is complete
    malformed  // it is not what it says, or something stands behind it
  };

  virtual ~Decompressor() = default;
  /// Takes from the front of `octets` and appends to `out`, which may then have `most` octets at most.
  virtual State run(std::string_view& octets, std::string& out, std::size_t most) = 0;
};

/// For the name of a content coding (RFC 9110 section 8.4.1), in lower case; null for one that is not known. Throws
/// std::bad_alloc.
[[nodiscard]] std::unique_ptr<Decompressor> make_decompressor(std::string_view coding);

}  // namespace talaria::middleware
