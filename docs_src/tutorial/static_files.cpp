#include <filesystem>
#include <fstream>
#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace static_files_page {

// [mount]
void add_static(App& app) {
  app.mount("/static", StaticFiles{{.directory = "static"}}, "static");
}
// [/mount]

// [frontend]
void add_frontend(App& app) {
  app.frontend("/", {.directory = "dist"});
}
// [/frontend]

// [file]
Task<FileResponse> download_report(Path<int, "year", ge{2020}> year) {
  const std::string name = "report-" + std::to_string(*year) + ".txt";
  FileOptions options;
  options.filename = name;
  co_return FileResponse("reports/" + name, options);
}
// [/file]

// [class]
Task<std::string> logo() {
  co_return "static/logo.svg";
}

void add_logo(App& app) {
  app.get<logo>("/logo", {.response_class = response_class<FileResponse>});
}
// [/class]

Task<Json> read_items() {
  co_return JsonArray{"lamp"};
}

void set_up(App& app) {
  app.get<read_items>("/api/items");
  app.get<download_report>("/reports/{year}");
  add_logo(app);
  add_static(app);
  add_frontend(app);
}

void make_files(const std::filesystem::path& root) {
  const auto write = [&root](const std::string& name, const std::string& text) {
    std::filesystem::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  };
  write("static/logo.svg", "<svg/>");
  write("dist/index.html", "<title>Shop</title>");
  write("dist/app.js", "start();");
  write("reports/report-2024.txt", "all is well");
}

}  // namespace static_files_page
