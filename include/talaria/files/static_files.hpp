// StaticFiles: the files below a folder, as they are (FastAPI's StaticFiles).
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/service.hpp>

namespace talaria {

/// Answers GET and HEAD with the file that the path leads to, below where it is mounted:
/// `app.mount("/static", StaticFiles{{.directory = "static"}}, "static")`. With ranges, tags and conditions, see
/// FileResponse; a path that leads to no file is 404, another method 405.
///
/// Nothing outside of the folder is ever sent: the system itself resolves paths beneath it (openat2), so that neither
/// `..` nor a symbolic link leads out, whatever is changed meanwhile. Safe to use from several loops.
class StaticFiles : public http::Service {
 public:
  struct Options {
    std::string directory;  ///< relative to where the program runs, or from `/` on
    /// Whether a folder stands for its `index.html`, and `404.html` for what is missing.
    bool html = false;
    /// Whether the constructor checks that the folder is there.
    bool check_dir = true;
    /// Whether symbolic links may lead out of the folder.
    bool follow_symlink = false;
    /// Whether names that begin with a dot are sent; those below `.well-known` (RFC 8615) always are.
    bool dot_files = false;

    ~Options();
  };

  /// Throws std::runtime_error when the folder is not there.
  explicit StaticFiles(const Options& options);

  /// Throws HTTPException, which the exception handlers of an App make a response of: 404, 405, and 401 for a file that
  /// may not be read.
  Task<Response> handle(Request& request) override;

 private:
  Options options_;
};

}  // namespace talaria
