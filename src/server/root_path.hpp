// RootPath: where a proxy shows the server, when it cuts that off the paths that it hands on. Sans-I/O.
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/request.hpp>

namespace talaria::server {

/// ServerOptions::root_path, applied to requests. Immutable: one for all loops.
class RootPath {
 public:
  /// `path` as a person writes it: not percent-encoded, slashes at its end do not count; empty: nothing is changed.
  /// Throws std::invalid_argument when it does not begin with a slash.
  explicit RootPath(std::string_view path);

  [[nodiscard]] bool empty() const { return path_.empty(); }
  /// Puts it before the target, unless that begins with it already. The new target is in `storage`, which must live as
  /// long as the request.
  void complete(http::RequestHead& head, std::string& storage) const;
  /// Tells the request, made of that head.
  void tell(Request& request) const { request.set_root_path(path_); }

 private:
  std::string path_;
  std::string encoded_;
};

}  // namespace talaria::server
