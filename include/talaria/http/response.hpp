// The response as a value: handlers and middleware make and change it, the server writes it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/http/upgrade.hpp>

namespace talaria {

namespace http {

/// A body that is made piece by piece; the server writes it in chunks.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  /// The next piece, empty at the end. The view is valid until the next call.
  virtual Task<std::string_view> next() = 0;
};

}  // namespace http

/// An HTTP response. Returned from a handler it is sent as it is: nothing is validated, filtered or documented.
class Response {
 public:
  Response() = default;
  /// `status` is the status code, `type` the media type.
  explicit Response(std::string content, int status = 200, std::string_view type = {})
      : status_code(status), media_type(type), body(std::move(content)) {}

  int status_code = 200;
  /// The content type unless `headers` has one. A literal, or text that outlives the response.
  std::string_view media_type = {};
  http::Headers headers;
  std::string body;
  /// Set for a body that is made piece by piece; `body` is ignored then.
  Owned<http::BodyStream> stream;
  /// Set for status 101: takes the connection over when the head was sent. `headers` hold `connection` and `upgrade`.
  Owned<http::Upgrade> upgrade;
  /// Runs after the last octet was handed to the socket, or when that failed: background tasks and clean-up.
  std::optional<Task<void>> after_send;
};

/// `text/plain; charset=utf-8`.
class PlainTextResponse : public Response {
 public:
  explicit PlainTextResponse(std::string text, int status = 200)
      : Response(std::move(text), status, "text/plain; charset=utf-8") {}
};

/// `text/html; charset=utf-8`.
class HTMLResponse : public Response {
 public:
  explicit HTMLResponse(std::string html, int status = 200)
      : Response(std::move(html), status, "text/html; charset=utf-8") {}
};

/// Sends the client to another place; 307 keeps method and body (RFC 9110 section 15.4.8).
class RedirectResponse : public Response {
 public:
  explicit RedirectResponse(std::string_view url, int status = 307) : Response({}, status) {
    headers.set("location", url);
  }
};

}  // namespace talaria
