// The response as a value: handlers and middleware make and change it, the server writes it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/http/cookies.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/http/upgrade.hpp>

namespace talaria {

class Request;
class Response;

namespace http {

/// What is left open of a response until its request is known, such as which part of a file is asked for.
class Completion {
 public:
  virtual ~Completion() = default;
  /// Completes `response`, once. What it throws is a failure of whoever made the response.
  virtual Task<void> run(const Request& request, Response& response) = 0;
};

/// A body that is made piece by piece; the server writes it in chunks.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  /// The next piece, empty at the end. The view is valid until the next call.
  virtual Task<std::string_view> next() = 0;
  /// Whether clients that lose it come back for the rest by themselves, so that a server that stops ends it at once.
  [[nodiscard]] virtual bool resumable() const { return false; }
};

}  // namespace http

using http::SameSite;

/// What a cookie says beside its name and value; the defaults are Starlette's. Borrowed texts.
struct CookieOptions {
  std::optional<std::int64_t> max_age = {};  ///< how long the client keeps it, in seconds
  std::optional<std::int64_t> expires = {};  ///< when it ends, in seconds from now
  std::string_view path = "/";
  std::string_view domain = {};
  bool secure = false;
  bool httponly = false;
  SameSite samesite = SameSite::lax;
  bool partitioned = false;
};

/// An HTTP response. Returned from a handler it is sent as it is: nothing is validated, filtered or documented.
///
/// A handler or a dependency that takes a `Response&` changes the response to come instead: a status code set there
/// wins over that of the route, headers and cookies are added. A response that the handler itself returns stays as it
/// is.
class Response {
 public:
  Response() = default;
  /// `status` is the status code, `type` the media type.
  explicit Response(std::string content, int status = 200, std::string_view type = {}, http::Headers fields = {});

  /// Adds a `set-cookie` field. Throws std::invalid_argument for what a cookie cannot say, see format_set_cookie.
  void set_cookie(std::string_view name, std::string_view value = {}, const CookieOptions& options = {});
  /// Tells the client to forget the cookie; path and domain must be those it was set with.
  void delete_cookie(std::string_view name, CookieOptions options = {});

  /// Where a Response& was injected: 0 as long as nobody set it.
  int status_code = 200;
  /// The content type unless `headers` has one. A literal, or text that outlives the response.
  std::string_view media_type = {};
  http::Headers headers;
  std::string body;
  /// Set for a body that is made piece by piece; `body` is ignored then.
  Owned<http::BodyStream> stream;
  /// Set for what is complete only with its request: an App runs it, before its middleware sees the response.
  Owned<http::Completion> completion;
  /// Set for status 101: takes the connection over when the head was sent. `headers` hold `connection` and `upgrade`.
  Owned<http::Upgrade> upgrade;
  /// Runs after the last octet was handed to the socket, or when that failed: background tasks and clean-up.
  std::optional<Task<void>> after_send;
};

namespace http {

/// Completes `response` if something is left open of it.
Task<void> complete(const Request& request, Response& response);

}  // namespace http

/// `text/plain; charset=utf-8`.
class PlainTextResponse : public Response {
 public:
  /// What a document says of a route with this response class.
  static constexpr std::string_view documented_media_type = "text/plain";
  explicit PlainTextResponse(std::string text, int status = 200, http::Headers fields = {})
      : Response(std::move(text), status, "text/plain; charset=utf-8", std::move(fields)) {}
};

/// `text/html; charset=utf-8`.
class HTMLResponse : public Response {
 public:
  static constexpr std::string_view documented_media_type = "text/html";
  explicit HTMLResponse(std::string html, int status = 200, http::Headers fields = {})
      : Response(std::move(html), status, "text/html; charset=utf-8", std::move(fields)) {}
};

/// Sends the client to another place; 307 keeps method and body (RFC 9110 section 15.4.8). The characters of the URL
/// that no URL has are percent-encoded.
class RedirectResponse : public Response {
 public:
  static constexpr int default_status_code = 307;
  explicit RedirectResponse(std::string_view url, int status = default_status_code, http::Headers fields = {});
};

}  // namespace talaria
