// RequestIDMiddleware: a name for each request, in its response, in what is logged and for those who ask.
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/next.hpp>

namespace talaria {

/// The name of a request: `request.state().find<RequestID>()->value`.
struct RequestID {
  std::string value;
  std::string_view header;  ///< the field that tells it
};

/// Takes the id that the request brings, or makes one (a random UUID), keeps it in the request's state and adds it to
/// the response. It is in the answer to an exception that nobody handled and in the report of it, too.
class RequestIDMiddleware {
 public:
  struct Options {
    std::string header = "x-request-id";
    /// Whether an id that the client sends is taken: 1 to 128 letters, digits and `-_.:/+=`. Anything else gets a new
    /// one.
    bool accept_incoming = true;
  };

  /// Throws std::invalid_argument for a header that is no field name.
  explicit RequestIDMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  Options options_;
};

}  // namespace talaria
