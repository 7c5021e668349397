// CORS: which pages of other sites may read the answers (Fetch standard, section 3.2; the behaviour is Starlette's).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/base/owned.hpp>
#include <talaria/http/next.hpp>

namespace talaria {

/// Answers preflight requests and says in the other responses who may read them.
class CORSMiddleware {
 public:
  struct Options {
    /// Origins as browsers send them, `https://example.com`, compared exactly; `*` for all. Nothing is allowed unless
    /// said.
    std::vector<std::string> allow_origins = {};
    /// Methods, as they are written; `*` for all.
    std::vector<std::string> allow_methods = {"GET"};
    /// Fields beyond those that every page may send; `*` for all.
    std::vector<std::string> allow_headers = {};
    /// Whether cookies and authorisation may come along. Not with all origins: every site could then act for the user.
    bool allow_credentials = false;
    /// Origins that this expression matches as a whole are allowed, too.
    std::optional<std::string> allow_origin_regex = {};
    /// Whether public sites may ask this server on a private network.
    bool allow_private_network = false;
    /// Fields of the response that a page may read.
    std::vector<std::string> expose_headers = {};
    /// How long a browser may keep the answer to a preflight, in seconds.
    int max_age = 600;
  };

  /// Throws std::invalid_argument for `*` with credentials and for an expression that is none.
  explicit CORSMiddleware(const Options& options);
  ~CORSMiddleware();

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  struct Rules;

  Owned<const Rules> rules_;
};

}  // namespace talaria
