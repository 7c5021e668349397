// docs_src/request_files/tutorial001_02: files that need not be sent.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_files::tutorial001_02 {

Task<Json> create_file(File<std::optional<std::string>, "file"> file) {
  if (!file) co_return JsonObject{{"message", "No file sent"}};
  co_return JsonObject{{"file_size", file->size()}};
}

Task<Json> create_upload_file(File<std::optional<UploadFile>, "file"> file) {
  if (!file) co_return JsonObject{{"message", "No upload file sent"}};
  co_return JsonObject{{"filename", file->filename()}};
}

void register_routes(App& app) {
  app.post<create_file>("/files/");
  app.post<create_upload_file>("/uploadfile/");
}

const Tutorial tutorial{"docs_src.request_files.tutorial001_02", register_routes};

}  // namespace request_files::tutorial001_02
