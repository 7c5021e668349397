#include "http/spool.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace talaria::http {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// A file that no name leads to: it is gone when it is closed, whatever becomes of the process.
int open_unnamed() {
  const char* const named = std::getenv("TMPDIR");
  const std::string folder = named != nullptr && *named != '\0' ? named : "/tmp";
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  // Not every file system has O_TMPFILE.
  std::string path = folder + "/talaria-XXXXXX";
  const int fallback = ::mkostemp(path.data(), O_CLOEXEC);
  if (fallback < 0) fail("cannot make a temporary file in " + folder);
  ::unlink(path.c_str());
  return fallback;
}

void write_at(int file, std::string_view octets, std::uint64_t position) {
  while (!octets.empty()) {
    const ssize_t written = ::pwrite(file, octets.data(), octets.size(), static_cast<off_t>(position));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write to a file");
    position += static_cast<std::uint64_t>(written);
    octets.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::size_t read_at(int file, char* out, std::size_t count, std::uint64_t position) {
  std::size_t got = 0;
  while (got < count) {
    const ssize_t some = ::pread(file, out + got, count - got, static_cast<off_t>(position + got));
    if (some < 0 && errno == EINTR) continue;
    if (some < 0) fail("cannot read from a temporary file");
    if (some == 0) break;
    got += static_cast<std::size_t>(some);
  }
  return got;
}

}  // namespace

void Spool::move_to_file() {
  file_ = open_unnamed();
  write_at(file_, memory_, 0);
  memory_ = std::string();
}

void Spool::write(std::string_view octets) {
  if (in_memory() && blocks(octets.size())) move_to_file();
  if (in_memory()) {
    if (memory_.size() < position_ + octets.size()) memory_.resize(position_ + octets.size());
    memory_.replace(position_, octets.size(), octets);
  } else {
    write_at(file_, octets, position_);
  }
  position_ += octets.size();
  size_ = std::max(size_, position_);
}

std::string Spool::read(std::size_t count) {
  std::string out;
  if (position_ >= size_) return out;
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - position_));
  if (in_memory()) {
    out = memory_.substr(position_, count);
  } else {
    out.resize(count);
    out.resize(read_at(file_, out.data(), count, position_));
  }
  position_ += out.size();
  return out;
}

void Spool::save(const std::string& path) const {
  const int target = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (target < 0) fail("cannot open " + path);
  try {
    if (in_memory()) write_at(target, memory_, 0);
    std::string piece(in_memory() ? 0 : 256 * 1024, '\0');
    for (std::uint64_t at = 0; !in_memory() && at < size_;) {
      const std::size_t count = read_at(file_, piece.data(), piece.size(), at);
      if (count == 0) break;
      write_at(target, std::string_view(piece).substr(0, count), at);
      at += count;
    }
  } catch (...) {
    ::close(target);
    throw;
  }
  if (::close(target) != 0) fail("cannot close " + path);
}

void Spool::close() noexcept {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
  memory_ = std::string();
  position_ = size_ = 0;
}

}  // namespace talaria::http
