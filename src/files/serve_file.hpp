// From a file that is open to the response that sends it: conditions, ranges, their fields and status codes, all as
// Starlette has them.
#pragma once
#include "files/open_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria::files {

/// What of a request matters to a file. Made on the loop.
struct FileRequest {
  explicit FileRequest(const Request& request, bool conditional);

  bool is_head;
  bool conditional;  ///< whether `if-none-match` and `if-modified-since` count
  std::optional<std::string_view> range;
  std::optional<std::string_view> if_range;
  std::optional<std::string_view> if_none_match;
  std::optional<std::string_view> if_modified_since;
  std::string boundary = {};  ///< between several ranges
};

/// Fills in `response`, whose header fields hold its content type. A small file is read here, which may block.
void serve_file(OpenFile file, const FileRequest& request, Response& response);

/// The tag that Starlette gives a file, in quotes.
[[nodiscard]] std::string entity_tag(const OpenFile& file);

}  // namespace talaria::files
