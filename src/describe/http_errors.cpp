#include <talaria/describe/http_errors.hpp>

namespace talaria {

namespace {

http::Headers retry_after_header(int seconds) {
  http::Headers headers;
  if (seconds > 0) headers.set("retry-after", std::to_string(seconds));
  return headers;
}

}  // namespace

http::Headers Unauthorized::headers() const {
  return {{"www-authenticate", scheme}};
}

http::Headers TooManyRequests::headers() const {
  return retry_after_header(retry_after);
}

http::Headers ServiceUnavailable::headers() const {
  return retry_after_header(retry_after);
}

}  // namespace talaria
