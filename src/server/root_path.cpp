#include "server/root_path.hpp"

#include <stdexcept>

#include <talaria/http/url.hpp>

namespace talaria::server {

RootPath::RootPath(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return;
  if (!path.starts_with('/')) {
    throw std::invalid_argument("the root path '" + std::string(path) + "' has to begin with a slash");
  }
  path_ = path;
  encoded_ = http::percent_encode(path);
}

void RootPath::complete(http::RequestHead& head, std::string& storage) const {
  const std::string_view target = head.target;
  if (!target.starts_with('/')) return;  // `OPTIONS *`
  if (target.starts_with(encoded_)) {
    const std::string_view rest = target.substr(encoded_.size());
    if (rest.empty() || rest.front() == '/' || rest.front() == '?') return;
  }
  storage.assign(encoded_).append(target);
  head.target = storage;
}

}  // namespace talaria::server
