// docs_src/request_files/tutorial002: several files of one name.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace request_files::tutorial002 {

Task<Json> create_files(File<std::vector<std::string>, "files"> files) {
  JsonArray sizes;
  for (const auto& file : files) sizes.push_back(file.size());
  co_return JsonObject{{"file_sizes", sizes}};
}

Task<Json> create_upload_files(File<std::vector<UploadFile>, "files"> files) {
  JsonArray names;
  for (const auto& file : files) names.push_back(file.filename());
  co_return JsonObject{{"filenames", names}};
}

constexpr const char* page = R"html(
<body>
<form action="/files/" enctype="multipart/form-data" method="post">
<input name="files" type="file" multiple>
<input type="submit">
</form>
<form action="/uploadfiles/" enctype="multipart/form-data" method="post">
<input name="files" type="file" multiple>
<input type="submit">
</form>
</body>
    )html";

Task<HTMLResponse> main_page() {
  co_return HTMLResponse(page);
}

void register_routes(App& app) {
  app.post<create_files>("/files/");
  app.post<create_upload_files>("/uploadfiles/");
  app.get<main_page>("/", {.name = "main"});
}

const Tutorial tutorial{"docs_src.request_files.tutorial002", register_routes};

}  // namespace request_files::tutorial002
