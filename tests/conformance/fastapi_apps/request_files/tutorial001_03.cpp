// docs_src/request_files/tutorial001_03: files with a description.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_files::tutorial001_03 {

Task<Json> create_file(File<std::string, "file", description{"A file read as bytes"}> file) {
  co_return JsonObject{{"file_size", file.size()}};
}

Task<Json> create_upload_file(File<UploadFile, "file", description{"A file read as UploadFile"}> file) {
  co_return JsonObject{{"filename", file.filename()}};
}

void register_routes(App& app) {
  app.post<create_file>("/files/");
  app.post<create_upload_file>("/uploadfile/");
}

const Tutorial tutorial{"docs_src.request_files.tutorial001_03", register_routes};

}  // namespace request_files::tutorial001_03
