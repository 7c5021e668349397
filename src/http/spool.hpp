// Spool: octets in memory, or in a file without a name once there are many. Its functions block; who calls them on a
// loop asks blocks() first.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::http {

class Spool {
 public:
  explicit Spool(std::size_t limit) : limit_(limit) {}
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool() { close(); }

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool in_memory() const { return file_ < 0; }
  /// Whether writing `count` more octets needs a file.
  [[nodiscard]] bool blocks(std::size_t count) const { return !in_memory() || position_ + count > limit_; }

  void write(std::string_view octets);
  [[nodiscard]] std::string read(std::size_t count);
  void seek(std::uint64_t position) { position_ = position; }
  [[nodiscard]] std::uint64_t position() const { return position_; }
  /// Copies everything to a file of that name.
  void save(const std::string& path) const;
  void close() noexcept;

 private:
  void move_to_file();

  std::size_t limit_;
  std::string memory_;
  int file_ = -1;
  std::uint64_t position_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace talaria::http
