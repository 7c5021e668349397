#include "files/folder_response.hpp"

#include <utility>

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/media_type.hpp>

namespace talaria::files {

FolderAnswer answer_with(OpenFile file, std::string_view name, int status_code, const FileRequest& request) {
  FolderAnswer answer;
  answer.response.status_code = status_code;
  std::string_view type = http::guess_media_type(name);
  if (type.empty()) type = "application/octet-stream";
  answer.response.headers.set("content-type", http::content_type_of(type));
  answer.response.headers.set("accept-ranges", "bytes");
  serve_file(std::move(file), request, answer.response);
  return answer;
}

FolderAnswer redirect_to_folder(const Request& request) {
  return {RedirectResponse(request.url_with_path(std::string(request.raw_path()) + "/"))};
}

Response response_of(FolderAnswer answer, std::string_view allow) {
  if (answer.error == 0) return std::move(answer.response);
  http::Headers headers;
  if (answer.error == 405 && !allow.empty()) headers.set("allow", allow);
  throw HTTPException(answer.error, nullptr, std::move(headers));
}

}  // namespace talaria::files
