// OpenFile: a file that is open for reading. What the system says of it is said of this file, whatever its name leads
// to later.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace talaria::files {

/// Owns the descriptor.
class OpenFile {
 public:
  enum class Kind : std::uint8_t { none, regular, directory, other };

  OpenFile() = default;
  /// Takes `descriptor`, an open one, over. Throws std::system_error.
  explicit OpenFile(int descriptor);
  OpenFile(OpenFile&& other) noexcept { *this = std::move(other); }
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// When it was changed: seconds since 1970, and nanoseconds beside them.
  [[nodiscard]] std::int64_t modified() const { return modified_; }
  [[nodiscard]] long modified_nanoseconds() const { return modified_nanoseconds_; }

  /// Reads up to `count` octets from `position` on, fewer only at the end. Throws std::system_error.
  std::size_t read(char* out, std::size_t count, std::uint64_t position) const;

 private:
  int descriptor_ = -1;
  Kind kind_ = Kind::none;
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
  long modified_nanoseconds_ = 0;
};

/// How files are opened: nothing that is opened blocks, becomes a terminal, or reaches another program.
extern const int open_flags;

/// Opens the file of that name. Throws std::system_error.
[[nodiscard]] OpenFile open_file(const std::string& path);

}  // namespace talaria::files
