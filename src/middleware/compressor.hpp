// One interface for the libraries that compress.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include <talaria/middleware/compression.hpp>

namespace talaria::middleware {

/// Compresses one content. Throws std::runtime_error where the library fails, which means that memory ran out.
class Compressor {
 public:
  virtual ~Compressor() = default;
  /// Appends what makes all of `octets` readable for the client.
  virtual void flush(std::string_view octets, std::string& out) = 0;
  /// Appends the rest behind the last of `octets`.
  virtual void finish(std::string_view octets, std::string& out) = 0;
};

/// `level` in the coding's own scale.
[[nodiscard]] std::unique_ptr<Compressor> make_compressor(ContentCoding coding, int level);

}  // namespace talaria::middleware
