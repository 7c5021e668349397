// What StaticFiles and Frontend have in common: an answer that is looked for on the thread pool.
#pragma once
#include "files/folder.hpp"
#include "files/serve_file.hpp"

#include <string>
#include <string_view>

#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria::files {

/// A response, or the status code of the HTTPException that there is instead of one.
struct FolderAnswer {
  Response response = {};
  int error = 0;
};

/// The answer that is a file: by its name its content type, by `request` what of it is sent.
[[nodiscard]] FolderAnswer answer_with(OpenFile file, std::string_view name, int status_code,
                                       const FileRequest& request);

/// The redirect to the same place with a slash at its end: paths in an index.html are relative to it.
[[nodiscard]] FolderAnswer redirect_to_folder(const Request& request);

/// Whether the path of the request ends with a slash.
[[nodiscard]] inline bool names_a_folder(const Request& request) {
  return request.path().ends_with('/');
}

/// `name` in a folder.
[[nodiscard]] inline std::string in_folder(std::string_view folder, std::string_view name) {
  return std::string(folder) + "/" + std::string(name);
}

/// Throws what there is instead of a response. `allow` stands in the field of that name of a 405, if it is not empty.
[[nodiscard]] Response response_of(FolderAnswer answer, std::string_view allow = {});

}  // namespace talaria::files
