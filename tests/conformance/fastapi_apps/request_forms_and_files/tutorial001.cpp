// docs_src/request_forms_and_files/tutorial001: files and a field in one form.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_forms_and_files::tutorial001 {

Task<Json> create_file(File<std::string, "file"> file, File<UploadFile, "fileb"> fileb,
                       Form<std::string, "token"> token) {
  co_return JsonObject{{"file_size", file.size()}, {"token", token}, {"fileb_content_type", fileb.content_type()}};
}

void register_routes(App& app) {
  app.post<create_file>("/files/");
}

const Tutorial tutorial{"docs_src.request_forms_and_files.tutorial001", register_routes};

}  // namespace request_forms_and_files::tutorial001
