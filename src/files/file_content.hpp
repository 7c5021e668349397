// FileContent: parts of a file, and texts between them, as the content of a response.
#pragma once
#include "files/open_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/response.hpp>

namespace talaria::files {

/// A text, or, where it is empty, octets of the file.
struct Segment {
  std::string text = {};
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return text.empty() ? end - begin : text.size(); }
};

/// Reads a block at a time, on the thread pool.
class FileContent final : public http::BodyStream {
 public:
  FileContent(OpenFile file, std::vector<Segment> segments) : file_(std::move(file)), segments_(std::move(segments)) {}

  /// Throws std::runtime_error when the file has become shorter.
  Task<std::string_view> next() override;

 private:
  OpenFile file_;
  std::vector<Segment> segments_;
  std::size_t at_ = 0;
  std::string block_;
};

/// All of it at once; shorter when the file has become so. Blocks.
[[nodiscard]] std::string read_all(const OpenFile& file, const std::vector<Segment>& segments);

/// Contents up to this are read at once. Also how much is read at a time of a larger one.
inline constexpr std::size_t block_size = 64 * 1024;

}  // namespace talaria::files
