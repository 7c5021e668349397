// Folder: finds files below a folder, and nothing else.
#pragma once
#include "files/open_file.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace talaria::files {

/// What may be reached.
struct FolderRules {
  bool follow_symlink = false;  ///< links may lead out
  bool dot_files = false;
};

/// What a path led to.
struct Found {
  OpenFile file;           ///< of kind none when it led to nothing
  bool forbidden = false;  ///< there is something, but it may not be read
};

/// Opens what `path` leads to below `directory`. `path` is what a client sent, decoded; it is taken apart as names, so
/// that `..` takes back the name before it. Throws std::system_error for a failure that is not the client's.
[[nodiscard]] Found find_below(const std::string& directory, std::string_view path, FolderRules rules);

/// `path` with `.`, `..` and empty names resolved, `.` for the folder itself; nothing for a path that leads out of it
/// or that no file can have.
[[nodiscard]] std::optional<std::string> normalize(std::string_view path);

namespace detail {
/// What opens a path below a folder where the system has no openat2: name by name, without any symbolic link. -1 and
/// errno where it fails.
int open_name_by_name(int folder, const std::string& path);
}  // namespace detail

/// Whether that is a folder.
[[nodiscard]] bool is_folder(const std::string& directory);

}  // namespace talaria::files
