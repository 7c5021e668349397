// docs_src/request_files/tutorial001: a file as octets, and as a file.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_files::tutorial001 {

Task<Json> create_file(File<std::string, "file"> file) {
  co_return JsonObject{{"file_size", file.size()}};
}

Task<Json> create_upload_file(File<UploadFile, "file"> file) {
  co_return JsonObject{{"filename", file.filename()}};
}

void register_routes(App& app) {
  app.post<create_file>("/files/");
  app.post<create_upload_file>("/uploadfile/");
}

const Tutorial tutorial{"docs_src.request_files.tutorial001", register_routes};

}  // namespace request_files::tutorial001
