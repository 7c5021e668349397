#include "files/folder_response.hpp"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <talaria/async/blocking.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/files/frontend.hpp>

namespace talaria {

namespace {

using files::FolderAnswer;
using files::Found;
using files::OpenFile;

constexpr std::string_view index_page = "index.html";
constexpr std::string_view missing_page = "404.html";

// Whether an item of `accept` is a page, and wanted at all: `text/html;q=0` is not.
bool is_wanted_page(std::string_view item) {
  const auto semicolon = item.find(';');
  const std::string type = base::to_lower(base::trim(item.substr(0, semicolon)));
  if (type != "text/html" && type != "application/xhtml+xml") return false;
  while (item.find(';') != std::string_view::npos) {
    item.remove_prefix(item.find(';') + 1);
    const std::string_view parameter = base::trim(item.substr(0, item.find(';')));
    const auto equals = parameter.find('=');
    if (!base::iequals(base::trim(parameter.substr(0, equals)), "q") || equals == std::string_view::npos) continue;
    const std::string quality(base::trim(parameter.substr(equals + 1)));
    char* end = nullptr;
    const double value = std::strtod(quality.c_str(), &end);
    return end == quality.c_str() || *end != '\0' || value != 0;
  }
  return true;
}

// A browser that goes somewhere asks for a page; what a page loads asks for anything.
bool is_navigation(const Request& request) {
  std::string_view items = request.headers().get("accept").value_or(std::string_view{});
  while (true) {
    const auto comma = items.find(',');
    if (is_wanted_page(items.substr(0, comma))) return true;
    if (comma == std::string_view::npos) return false;
    items.remove_prefix(comma + 1);
  }
}

bool is_development() {
  const char* const environment = std::getenv("TALARIA_ENV");
  return environment != nullptr && std::string_view(environment) == "development";
}

// One look into the folder for a request. Blocks.
class Search {
 public:
  Search(const FrontendOptions& options, const Request& request, std::string_view path)
      : options_(options), request_(request), path_(path), wanted_(request, true) {}

  [[nodiscard]] FolderAnswer run() const {
    const bool reads = request_.method() == http::Method::get || request_.method() == http::Method::head;
    Found found = find(path_);
    std::string_view name = path_;
    bool is_index = false;
    if (found.file.kind() == OpenFile::Kind::directory) {
      found = find(files::in_folder(path_, index_page));
      name = index_page;
      is_index = true;
    }
    if (found.forbidden) return {{}, 401};
    const bool is_there = found.file.kind() == OpenFile::Kind::regular;
    if (!reads) return {{}, is_there ? 405 : 404};
    if (!is_there) return fall_back();
    if (is_index && !files::names_a_folder(request_)) return files::redirect_to_folder(request_);
    return answer_with(std::move(found.file), name, 200, wanted_);
  }

 private:
  [[nodiscard]] Found find(std::string_view path) const { return files::find_below(options_.directory, path, {}); }

  [[nodiscard]] FolderAnswer fall_back() const {
    const std::string_view fallback = options_.fallback ? std::string_view(*options_.fallback) : std::string_view{};
    const bool automatic = fallback == "auto";
    if (automatic || fallback == missing_page) {
      Found page = find(missing_page);
      if (page.file.kind() == OpenFile::Kind::regular) {
        return answer_with(std::move(page.file), missing_page, 404, wanted_);
      }
      if (!automatic) throw_missing(missing_page);
    }
    if ((automatic || fallback == index_page) && is_navigation(request_)) {
      Found page = find(index_page);
      if (page.file.kind() == OpenFile::Kind::regular) {
        return answer_with(std::move(page.file), index_page, 200, wanted_);
      }
      if (!automatic) throw_missing(index_page);
    }
    return {{}, 404};
  }

  [[noreturn]] void throw_missing(std::string_view page) const {
    throw std::runtime_error("Frontend fallback file '" + std::string(page) + "' does not exist in directory '" +
                             options_.directory + "'");
  }

  const FrontendOptions& options_;
  const Request& request_;
  std::string_view path_;
  files::FileRequest wanted_;
};

}  // namespace

FrontendOptions::~FrontendOptions() = default;

Frontend::Frontend(const FrontendOptions& options) : options_(options) {
  const auto& fallback = options_.fallback;
  if (fallback && *fallback != "auto" && *fallback != index_page && *fallback != missing_page) {
    throw std::invalid_argument("a frontend's fallback is 'auto', 'index.html', '404.html' or std::nullopt");
  }
  const bool is_there = files::is_folder(options_.directory);
  if (!is_there && !options_.check_dir && is_development()) {
    std::fprintf(stderr, "WARNING: Frontend directory '%s' does not exist\n", options_.directory.c_str());
    return;
  }
  if (!options_.check_dir.value_or(true)) return;
  if (!is_there) throw std::runtime_error("Frontend directory '" + options_.directory + "' does not exist");
  if (!fallback || *fallback == "auto") return;
  if (files::find_below(options_.directory, *fallback, {}).file.kind() != OpenFile::Kind::regular) {
    throw std::runtime_error("Frontend fallback file '" + *fallback + "' does not exist in directory '" +
                             options_.directory + "'");
  }
}

Task<Response> Frontend::respond(const Request& request, std::string_view path) const {
  const Search search(options_, request, path);
  const auto run = [&search] { return search.run(); };
  FolderAnswer answer = co_await run_blocking(run);
  co_return files::response_of(std::move(answer));
}

}  // namespace talaria
