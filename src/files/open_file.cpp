#include "files/open_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace talaria::files {

const int open_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

OpenFile::OpenFile(int descriptor) : descriptor_(descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) {
    const int error = errno;
    ::close(descriptor);
    throw std::system_error(error, std::generic_category(), "cannot look at a file");
  }
  kind_ = S_ISREG(status.st_mode) ? Kind::regular : S_ISDIR(status.st_mode) ? Kind::directory : Kind::other;
  size_ = static_cast<std::uint64_t>(status.st_size);
  modified_ = status.st_mtim.tv_sec;
  modified_nanoseconds_ = status.st_mtim.tv_nsec;
}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  kind_ = other.kind_;
  size_ = other.size_;
  modified_ = other.modified_;
  modified_nanoseconds_ = other.modified_nanoseconds_;
  return *this;
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t OpenFile::read(char* out, std::size_t count, std::uint64_t position) const {
  std::size_t got = 0;
  while (got < count) {
    const ssize_t some = ::pread(descriptor_, out + got, count - got, static_cast<off_t>(position + got));
    if (some < 0 && errno == EINTR) continue;
    if (some < 0) throw std::system_error(errno, std::generic_category(), "cannot read from a file");
    if (some == 0) break;
    got += static_cast<std::size_t>(some);
  }
  return got;
}

OpenFile open_file(const std::string& path) {
  // The system would see another name.
  if (path.find('\0') != std::string::npos) throw std::system_error(ENOENT, std::generic_category(), path.c_str());
  const int descriptor = ::open(path.c_str(), open_flags);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path);
  return OpenFile(descriptor);
}

}  // namespace talaria::files
