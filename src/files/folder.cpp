#include "files/folder.hpp"

#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace talaria::files {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  [[nodiscard]] int get() const { return value_; }
  void reset(int value = -1) {
    if (value_ >= 0) ::close(value_);
    value_ = value;
  }

 private:
  int value_;
};

int open_beneath(int folder, const std::string& path) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(open_flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  for (int attempt = 0;; ++attempt) {
    const long descriptor = ::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
    if (descriptor >= 0) return static_cast<int>(descriptor);
    // The path was changed while it was resolved.
    if (errno == EAGAIN && attempt < 16) continue;
    // An old kernel, or a sandbox that does not know the call.
    if (errno == ENOSYS || errno == EPERM) return detail::open_name_by_name(folder, path);
    return -1;
  }
}

int open_in(int folder, const std::string& path, bool follow_symlink) {
  return follow_symlink ? ::openat(folder, path.c_str(), open_flags) : open_beneath(folder, path);
}

bool has_dot_file(std::string_view path) {
  bool well_known = false;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    well_known = well_known || name == ".well-known";
    if (name.size() > 1 && name.front() == '.' && !well_known) return true;
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return false;
}

// What a client's path may well come to, and what only the system has to do with.
bool leads_nowhere(int error) {
  return error == ENOENT || error == ENOTDIR || error == ELOOP || error == EXDEV || error == ENAMETOOLONG ||
         error == EAGAIN || error == EINVAL || error == ENXIO || error == ENODEV;
}

}  // namespace

int detail::open_name_by_name(int folder, const std::string& path) {
  Descriptor at(::openat(folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  std::string_view rest = path;
  while (at.get() >= 0) {
    const auto slash = rest.find('/');
    const std::string name(rest.substr(0, slash));
    if (slash == std::string_view::npos) return ::openat(at.get(), name.c_str(), open_flags | O_NOFOLLOW);
    at.reset(::openat(at.get(), name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    rest.remove_prefix(slash + 1);
  }
  return -1;
}

std::optional<std::string> normalize(std::string_view path) {
  if (path.starts_with('\\') || path.find('\0') != std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> names;
  while (true) {
    const auto slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name == "..") {
      if (names.empty()) return std::nullopt;
      names.pop_back();
    } else if (!name.empty() && name != ".") {
      names.push_back(name);
    }
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  std::string out;
  for (const std::string_view name : names) out.append(out.empty() ? "" : "/").append(name);
  return out.empty() ? "." : out;
}

Found find_below(const std::string& directory, std::string_view path, FolderRules rules) {
  const std::optional<std::string> below = normalize(path);
  if (!below || (!rules.dot_files && has_dot_file(*below))) return {};
  // Opened each time: a deployment may have put another folder there.
  const Descriptor folder(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const int descriptor = folder.get() < 0 ? -1 : open_in(folder.get(), *below, rules.follow_symlink);
  if (descriptor >= 0) return {OpenFile(descriptor)};
  if (leads_nowhere(errno)) return {};
  if (errno == EACCES || errno == EPERM) return {{}, true};
  throw std::system_error(errno, std::generic_category(), "cannot open a file below " + directory);
}

bool is_folder(const std::string& directory) {
  struct stat status{};
  return ::stat(directory.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace talaria::files
