// UploadFile: a file that came with a form. Small ones stay in memory, big ones are in a temporary file without a name.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/async/task.hpp>
#include <talaria/http/headers.hpp>

namespace talaria {

/// A file that was uploaded (FastAPI's UploadFile). Copies are the same file; its octets go when the last copy goes, at
/// the latest with the request, so a handler that keeps it longer keeps a copy. Used by one task at a time.
class UploadFile {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;
  /// Files up to this size stay in memory.
  static constexpr std::size_t default_spool_size = 1024 * 1024;
  static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

  /// No file.
  UploadFile() noexcept = default;
  /// An empty file with the fields of its part. What is written beyond `spool_size` octets goes to a temporary file.
  UploadFile(std::string filename, Fields headers, std::size_t spool_size = default_spool_size);
  UploadFile(const UploadFile& other) noexcept;
  UploadFile(UploadFile&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
  UploadFile& operator=(UploadFile other) noexcept {
    std::swap(data_, other.data_);
    return *this;
  }
  ~UploadFile();

  /// Whether there is a file. The members below are for one that is there.
  explicit operator bool() const noexcept { return data_ != nullptr; }

  /// The name as the client sent it: it may be anything, `../../etc/passwd` too.
  [[nodiscard]] std::string_view filename() const;
  /// The name without folders, control characters and what a file system minds; never empty, `.` or `..`.
  [[nodiscard]] std::string sanitized_filename() const;
  /// As the client sent it.
  [[nodiscard]] std::optional<std::string_view> content_type() const;
  /// The fields of the part, names in lower case.
  [[nodiscard]] http::RequestHeaders headers() const;
  /// In octets.
  [[nodiscard]] std::uint64_t size() const;
  /// Whether the octets are in memory, and not in a temporary file.
  [[nodiscard]] bool in_memory() const;

  /// The next octets, at most `count`; fewer at the end, none behind it.
  Task<std::string> read(std::size_t count = everything);
  /// Makes `position` the next place to read or write.
  Task<void> seek(std::uint64_t position);
  /// Writes at the present place. `octets` must live until the task ends.
  Task<void> write(std::string_view octets);
  /// Copies the whole file to `path`, which is made or overwritten. Throws std::system_error.
  Task<void> save(std::string path);
  /// Gives the octets up before the request ends.
  Task<void> close();

 private:
  struct Data;
  Data* data_ = nullptr;
};

}  // namespace talaria
