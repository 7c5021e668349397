// AccessLogMiddleware: what was asked, by whom, and what became of it, as structured events.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/next.hpp>

namespace talaria {

/// One event of a request. Views, valid during the call.
struct AccessEvent {
  /// `request_started`, `request_completed` or `request_failed` (an exception that nobody below handled).
  std::string_view event;
  std::string_view method;
  std::string_view path;
  std::string_view client;      ///< address of the peer
  std::string_view request_id;  ///< empty without RequestIDMiddleware around this one
  int status = 0;               ///< of the response; 0 at the start and in a failure
  double duration_ms = 0;       ///< from the start to the response's head
  std::string_view error = {};  ///< what the exception says
};

/// The event as one JSON object without a line end, with the fields of AccessEvent; those that say nothing are left
/// out.
[[nodiscard]] std::string to_json_line(const AccessEvent& event);

/// Tells a sink of each request, twice. Put RequestIDMiddleware around it to have ids in the events.
class AccessLogMiddleware {
 public:
  struct Options {
    /// Gets the events, on any loop; it must not block. Null writes JSON lines to standard error.
    void (*sink)(const AccessEvent& event) = nullptr;
    /// Whether there is an event at the start, too.
    bool started = true;
    /// Paths that are not logged, such as that of a health check.
    std::vector<std::string> exclude_paths = {};
  };

  explicit AccessLogMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  Task<Response> log(Request& request, Next next) const;

  Options options_;
};

}  // namespace talaria
