// FileResponse: a file as the content, whole or in the parts that the client asks for (FastAPI's FileResponse).
#pragma once
#include <concepts>
#include <string>

#include <talaria/http/response.hpp>

namespace talaria {

/// What a FileResponse says beside its file; everything may be left out.
struct FileOptions {
  int status_code = 200;
  http::Headers headers = {};
  /// What the name of the file suggests unless said, see http::guess_media_type.
  std::string media_type = {};
  /// What a browser calls the file when it saves it (RFC 6266); empty: nothing is said.
  std::string filename = {};
  /// `inline` lets a browser show it.
  std::string content_disposition_type = "attachment";
  /// Whether a client that has the file already is told so (304), by `if-none-match` and `if-modified-since`. FastAPI's
  /// own class does not; its StaticFiles do.
  bool conditional = false;

  ~FileOptions();
};

/// Sends a file without ever having more of it in memory than a block. Has the `etag` and `last-modified` that
/// Starlette gives a file, and understands `range` (several, too) and `if-range`.
///
/// The file is opened when the handler has returned. One that is not there then, or is no regular file, is a fault of
/// the program: std::runtime_error, 500. As a response class it is made of the path that the handler returns.
class FileResponse : public Response {
 public:
  explicit FileResponse(std::string path, const FileOptions& options = {});
  explicit FileResponse(std::string path, std::same_as<int> auto status_code)
      : FileResponse(std::move(path), FileOptions{.status_code = status_code}) {}
};

}  // namespace talaria
