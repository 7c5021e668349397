#include "files/file_content.hpp"

#include <algorithm>
#include <stdexcept>

#include <talaria/async/blocking.hpp>

namespace talaria::files {

Task<std::string_view> FileContent::next() {
  while (at_ < segments_.size()) {
    Segment& segment = segments_[at_];
    if (!segment.text.empty()) {
      ++at_;
      co_return std::string_view(segment.text);
    }
    if (segment.begin == segment.end) {
      ++at_;
      continue;
    }
    block_.resize(block_size);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(block_size, segment.end - segment.begin));
    const auto read = [this, wanted, &segment] { return file_.read(block_.data(), wanted, segment.begin); };
    const std::size_t got = co_await run_blocking(read);
    if (got == 0) throw std::runtime_error("a file is shorter than expected");
    segment.begin += got;
    co_return std::string_view(block_.data(), got);
  }
  co_return std::string_view{};
}

std::string read_all(const OpenFile& file, const std::vector<Segment>& segments) {
  std::string out;
  for (const Segment& segment : segments) {
    out += segment.text;
    if (!segment.text.empty()) continue;
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(segment.size()));
    out.resize(before + file.read(out.data() + before, static_cast<std::size_t>(segment.size()), segment.begin));
  }
  return out;
}

}  // namespace talaria::files
