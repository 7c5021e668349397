#include "files/open_file.hpp"
#include "files/serve_file.hpp"

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <talaria/async/blocking.hpp>
#include <talaria/files/file_response.hpp>
#include <talaria/http/media_type.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

namespace {

files::OpenFile open_regular(const std::string& path) {
  files::OpenFile file;
  try {
    file = files::open_file(path);
  } catch (const std::system_error& error) {
    if (error.code().value() != ENOENT) throw;
    throw std::runtime_error("File at path " + path + " does not exist.");
  }
  if (file.kind() == files::OpenFile::Kind::regular) return file;
  throw std::runtime_error("File at path " + path + " is not a file.");
}

class FileCompletion final : public http::Completion {
 public:
  FileCompletion(std::string path, bool conditional) : path_(std::move(path)), conditional_(conditional) {}

  Task<void> run(const Request& request, Response& response) override {
    const files::FileRequest wanted(request, conditional_);
    const auto serve = [this, &wanted, &response] { files::serve_file(open_regular(path_), wanted, response); };
    co_await run_blocking(serve);
  }

 private:
  std::string path_;
  bool conditional_;
};

// RFC 6266: a name that is more than letters stands in the form of RFC 8187.
std::string content_disposition(const FileOptions& options) {
  const std::string encoded = http::percent_encode(options.filename);
  if (encoded != options.filename) return options.content_disposition_type + "; filename*=utf-8''" + encoded;
  return options.content_disposition_type + "; filename=\"" + options.filename + "\"";
}

}  // namespace

FileOptions::~FileOptions() = default;

FileResponse::FileResponse(std::string path, const FileOptions& options)
    : Response({}, options.status_code, {}, options.headers) {
  std::string_view type = options.media_type;
  if (type.empty()) type = http::guess_media_type(options.filename.empty() ? path : options.filename);
  if (type.empty()) type = "application/octet-stream";
  if (!headers.contains("content-type")) headers.set("content-type", http::content_type_of(type));
  if (!headers.contains("accept-ranges")) headers.set("accept-ranges", "bytes");
  if (!options.filename.empty() && !headers.contains("content-disposition")) {
    headers.set("content-disposition", content_disposition(options));
  }
  completion = std::make_unique<FileCompletion>(std::move(path), options.conditional);
}

}  // namespace talaria
