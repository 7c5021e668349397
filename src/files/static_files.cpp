#include "files/folder_response.hpp"

#include <stdexcept>
#include <utility>

#include <talaria/async/blocking.hpp>
#include <talaria/files/static_files.hpp>

namespace talaria {

namespace {

using files::FolderAnswer;
using files::OpenFile;

// One look into the folder for a request. Blocks.
class Search {
 public:
  Search(const StaticFiles::Options& options, const Request& request)
      : options_(options),
        rules_{options.follow_symlink, options.dot_files},
        request_(request),
        wanted_(request, true) {}

  [[nodiscard]] FolderAnswer run() const {
    const std::string path(request_.route_path().substr(request_.route_path().starts_with('/') ? 1 : 0));
    files::Found found = files::find_below(options_.directory, path, rules_);
    if (found.forbidden) return {{}, 401};
    if (found.file.kind() == OpenFile::Kind::regular) return answer_with(std::move(found.file), path, 200, wanted_);
    if (!options_.html) return {{}, 404};
    if (found.file.kind() == OpenFile::Kind::directory) {
      files::Found index = files::find_below(options_.directory, files::in_folder(path, "index.html"), rules_);
      if (index.file.kind() == OpenFile::Kind::regular) {
        if (!files::names_a_folder(request_)) return files::redirect_to_folder(request_);
        return answer_with(std::move(index.file), "index.html", 200, wanted_);
      }
    }
    files::Found missing = files::find_below(options_.directory, "404.html", rules_);
    if (missing.file.kind() != OpenFile::Kind::regular) return {{}, 404};
    return answer_with(std::move(missing.file), "404.html", 404, files::FileRequest(request_, false));
  }

 private:
  const StaticFiles::Options& options_;
  files::FolderRules rules_;
  const Request& request_;
  files::FileRequest wanted_;
};

}  // namespace

StaticFiles::Options::~Options() = default;

StaticFiles::StaticFiles(const Options& options) : options_(options) {
  if (options_.check_dir && !files::is_folder(options_.directory)) {
    throw std::runtime_error("Directory '" + options_.directory + "' does not exist");
  }
}

Task<Response> StaticFiles::handle(Request& request) {
  FolderAnswer answer;
  answer.error = 405;
  if (request.method() == http::Method::get || request.method() == http::Method::head) {
    const Search search(options_, request);
    const auto run = [&search] { return search.run(); };
    answer = co_await run_blocking(run);
  }
  co_return files::response_of(std::move(answer), "GET, HEAD");
}

}  // namespace talaria
