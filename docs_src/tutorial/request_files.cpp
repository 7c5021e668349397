#include <talaria/talaria.hpp>
using namespace talaria;

namespace request_files {

/// Where files are kept. The test of this page takes another folder.
std::string uploads = "uploads";

// [upload]
Task<Json> create_upload_file(File<UploadFile, "file"> file) {
  co_return JsonObject{{"filename", file.filename()}, {"content_type", file.content_type()}, {"size", file.size()}};
}
// [/upload]

// [octets]
Task<Json> create_file(File<std::string, "file", max_length{100}> file) {
  co_return JsonObject{{"file_size", file.size()}};
}
// [/octets]

// [optional]
Task<Json> set_avatar(File<std::optional<UploadFile>, "avatar", description{"A picture, 200 pixels wide"}> avatar) {
  if (!avatar) co_return JsonObject{{"message", "No file was sent"}};
  co_return JsonObject{{"message", "Your picture is " + std::string(avatar->filename())}};
}
// [/optional]

// [several]
Task<Json> create_upload_files(File<std::vector<UploadFile>, "files"> files) {
  JsonArray names;
  for (const UploadFile& file : files) names.push_back(file.filename());
  co_return JsonObject{{"filenames", names}};
}
// [/several]

// [read]
Task<Json> count_lines(File<UploadFile, "file"> file) {
  std::size_t lines = 0;
  while (true) {
    const std::string piece = co_await file.read(64 * 1024);
    if (piece.empty()) break;
    for (const char c : piece) lines += c == '\n' ? 1 : 0;
  }
  co_return JsonObject{{"lines", lines}};
}
// [/read]

// [save]
Task<Json> keep_file(File<UploadFile, "file"> file) {
  const std::string id = Uuid::v4().to_string();
  co_await file.save(uploads + "/" + id + "-" + file.sanitized_filename());
  co_return JsonObject{{"id", id}};
}
// [/save]

// [mixed]
Task<Json> publish(Form<std::string, "title", max_length{100}> title, File<UploadFile, "manuscript"> manuscript,
                   File<std::optional<std::string>, "cover"> cover) {
  co_return JsonObject{{"title", title}, {"manuscript", manuscript.size()}, {"has_cover", cover.has_value()}};
}
// [/mixed]

// [model]
struct Book {
  Field<std::string, max_length{100}> title;
  UploadFile manuscript;
  Field<std::vector<UploadFile>, max_length{20}, defaults{}> pictures = {};
};

Task<Json> publish_book(File<Book> book) {
  co_return JsonObject{{"title", book.title}, {"pictures", book.pictures.size()}};
}
// [/model]

// [limits]
Task<Response> few_files(Request& request, Next next) {
  http::FormLimits limits;
  limits.files = 3;
  limits.spool_size = 64 * 1024;
  co_await request.form(limits);
  Response response = co_await next(request);
  co_return response;
}
// [/limits]

void set_up(App& app) {
  app.post<create_upload_file>("/uploadfile/");
  app.post<create_file>("/files/");
  app.post<set_avatar>("/avatar/");
  app.post<create_upload_files>("/uploadfiles/");
  app.post<count_lines>("/lines/");
  app.post<publish>("/texts/");
  app.post<publish_book>("/books/");
  // [route]
  app.post<keep_file>("/kept/", {.max_body_size = 8 * 1024 * 1024});
  // [/route]
  // [limits_route]
  app.post<create_upload_files>("/few/", {.route_class = few_files});
  // [/limits_route]
}

}  // namespace request_files
