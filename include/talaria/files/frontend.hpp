// Frontend: the files that a build of a web page's program made, and its own page for paths that only it knows.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria {

/// What `app.frontend("/", {.directory = "dist"})` serves.
struct FrontendOptions {
  std::string directory;  ///< what the build made: index.html, assets and the like
  /// What a path is answered with that leads to no file: `index.html` for the addresses that the page itself makes
  /// sense of (only where a browser navigates to them), or `404.html`, with status 404. `auto`: 404.html where it is
  /// there, or else index.html where that is. Nothing: 404.
  std::optional<std::string> fallback = "auto";
  /// Whether the folder and its fallback have to be there when the program starts. Unless said they have to, but where
  /// the environment says TALARIA_ENV=development a warning does.
  std::optional<bool> check_dir = {};

  ~FrontendOptions();
};

/// The files of a FrontendOptions; see StaticFiles for what is sent and what is not.
class Frontend {
 public:
  /// Throws std::runtime_error when the folder is not there, or its fallback is not, and std::invalid_argument for a
  /// fallback of another name.
  explicit Frontend(const FrontendOptions& options);

  /// The answer for `path`, which is what stands behind the prefix of the request's path. Throws HTTPException: 404,
  /// 405.
  Task<Response> respond(const Request& request, std::string_view path) const;

 private:
  FrontendOptions options_;
};

}  // namespace talaria
