// The request as every layer above the wire sees it. The server or the test client owns it; handlers borrow it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/base/state_map.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/http/method.hpp>
#include <talaria/http/route_names.hpp>

namespace talaria {

class Json;
class Request;

namespace http {

class FormData;
class Session;
struct FormLimits;

/// Where the octets of a request body come from: the connection, or a test client's string.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// The next piece, empty at the end. The view is valid until the next call.
  /// Throws BodyError when the body is too large, malformed or late, or when the client went away.
  virtual Task<std::string_view> next() = 0;
};

/// Why a body could not be read; the exception handlers make it the response `{"detail": reason}`.
class BodyError : public std::exception {
 public:
  BodyError(int status_code, std::string reason) : status_code_(status_code), reason_(std::move(reason)) {}
  /// The status to answer with: 400, 408, 413.
  [[nodiscard]] int status_code() const { return status_code_; }
  [[nodiscard]] const char* what() const noexcept override { return reason_.c_str(); }

 private:
  int status_code_;
  std::string reason_;
};

/// What the request line and the connection say; filled by the server or by a test client.
/// Every view must outlive the request.
struct RequestHead {
  Method method = Method::get;
  std::string_view method_name = "GET";  ///< as received, also for methods without an enumerator
  std::string_view target;               ///< origin form: path and query as received
  int major_version = 1;
  int minor_version = 1;  ///< 0 of HTTP/2
  std::string_view scheme = "http";
  std::string_view host = {};  ///< what a trusted proxy says that the client asked for; empty: the `host` field tells
  std::vector<HeaderField> fields;
  std::string_view client_host;  ///< address of the peer, empty when unknown
  std::uint16_t client_port = 0;
};

/// The body of a request, piece by piece: `auto stream = request.stream();` and then `co_await stream.next()`.
class RequestStream {
 public:
  explicit RequestStream(Request& request) : request_(&request) {}
  /// The next piece, empty at the end. The view is valid until the next call. Throws BodyError.
  Task<std::string_view> next();

 private:
  Request* request_;
  bool given_ = false;  // all of a body that was there
};

}  // namespace http

/// An HTTP request. A handler may take `Request&` or `const Request&`; it is valid until the response is sent.
class Request {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  /// `source` gives the body and may be null for none; both are borrowed.
  explicit Request(const http::RequestHead& head, http::BodySource* source = nullptr);
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  ~Request();

  [[nodiscard]] http::Method method() const { return head_.method; }
  [[nodiscard]] std::string_view method_name() const { return head_.method_name; }
  /// The request target as received.
  [[nodiscard]] std::string_view target() const { return head_.target; }
  /// The path of the target as received, still percent-encoded.
  [[nodiscard]] std::string_view raw_path() const { return raw_path_; }
  /// The path with its percent-encodings resolved. What is no valid UTF-8 becomes U+FFFD.
  [[nodiscard]] std::string_view path() const { return path_; }
  /// Where the application is mounted: what of the path's beginning is none of its routes' (ASGI's root_path). It is
  /// set by a proxy's or an app's configuration and grows with each `mount`.
  [[nodiscard]] std::string_view root_path() const { return root_path_; }
  /// Says where. A path that does not begin with it is taken to have been cut off by a proxy.
  void set_root_path(std::string root_path);
  /// Adds the next `length` octets of route_path() to root_path(): what answers is mounted there.
  void enter_mount(std::size_t length);
  /// The path below root_path(), which routes are looked up by: empty, or with a slash at its beginning.
  [[nodiscard]] std::string_view route_path() const { return path_.substr(route_at_); }
  /// What stands behind the `?`, without it.
  [[nodiscard]] std::string_view query_string() const { return query_string_; }
  /// The pairs of the query string, decoded as forms are (`+` is a blank), in order; made when first asked for.
  [[nodiscard]] const Pairs& query_params() const;
  /// The value of the last pair with that name, decoded. A view that is valid as long as the request.
  [[nodiscard]] std::optional<std::string_view> query_param(std::string_view name) const;
  /// The pairs of the `cookie` fields, in order; made when first asked for.
  [[nodiscard]] const Pairs& cookies() const;
  [[nodiscard]] const http::RequestHeaders& headers() const { return headers_; }
  [[nodiscard]] std::string_view scheme() const { return head_.scheme; }
  /// The `host` field, or what a trusted proxy has in its place; empty when there is neither.
  [[nodiscard]] std::string_view host() const;
  /// `scheme://host/path?query`, from the checked `host` field.
  [[nodiscard]] std::string url() const;
  /// The same with another path, which is percent-encoded; without scheme and host where the request has no host.
  [[nodiscard]] std::string url_with_path(std::string_view raw_path) const;
  /// The URL of the route of that name, `request.url_for("read_item", {{"id", 5}})`: the function's name, or that of
  /// its options; `static` with `{"path", "styles.css"}` for what is mounted under that name, `admin:users` for a route
  /// of an app that is mounted as `admin`. Characters that would end the path are percent-encoded. Throws
  /// http::NoMatchFound.
  [[nodiscard]] std::string url_for(std::string_view name, std::initializer_list<http::PathParam> params = {}) const {
    return url_for(name, std::span<const http::PathParam>(params.begin(), params.size()));
  }
  [[nodiscard]] std::string url_for(std::string_view name, std::span<const http::PathParam> params) const;
  /// Where the outermost application is, `http://host/root/`.
  [[nodiscard]] std::string base_url() const;
  /// Says who knows the routes. The outermost application counts, which says so first.
  void set_route_names(const http::RouteNames& names) {
    if (route_names_ != nullptr) return;
    route_names_ = &names;
    app_root_size_ = root_path_.size();
  }
  [[nodiscard]] std::string_view client_host() const { return head_.client_host; }
  [[nodiscard]] std::uint16_t client_port() const { return head_.client_port; }
  /// The version of HTTP as ASGI spells it: `1.0`, `1.1` or `2`.
  [[nodiscard]] std::string_view http_version() const {
    if (head_.major_version == 2) return "2";
    return head_.minor_version == 0 ? "1.0" : "1.1";
  }
  [[nodiscard]] const http::RequestHead& head() const { return head_; }

  /// The whole body; reads it on the first call and keeps it. Throws http::BodyError, and std::logic_error when the
  /// body was read as a stream or as a form.
  Task<std::string_view> body();
  /// The whole body if it is there already (a small request arrived in one piece), without a coroutine.
  [[nodiscard]] std::optional<std::string_view> body_if_ready() const {
    return body_ && body_->size() <= body_limit_ ? body_ : std::nullopt;
  }
  /// The body piece by piece, without keeping it. Read it once; after body() it gives the same octets again.
  [[nodiscard]] http::RequestStream stream() { return http::RequestStream(*this); }
  /// The body as JSON; throws what FastAPI answers as 422 when it is none.
  Task<Json> json();
  /// The form in the body, by its content type; read on the first call and kept. Its files live as long as the request.
  /// Throws http::BodyError. The limits of the first call count.
  Task<http::FormData*> form();
  Task<http::FormData*> form(http::FormLimits limits);

  /// What middleware tells those behind it, by type: `request.state().emplace<Tenant>(...)` (Starlette's
  /// request.state).
  [[nodiscard]] StateMap& state() { return state_; }
  [[nodiscard]] const StateMap& state() const { return state_; }

  /// What is remembered of the client, where a SessionMiddleware stands before the handler; else throws
  /// std::logic_error. Valid as long as the request.
  [[nodiscard]] http::Session& session();

  /// Tells the request that the whole body is `octets`, which must outlive it.
  void set_body(std::string_view octets) { body_ = octets; }
  /// A body of more octets is refused when it is read: http::BodyError with 413.
  void set_body_limit(std::uint64_t octets) { body_limit_ = octets; }
  [[nodiscard]] std::uint64_t body_limit() const { return body_limit_; }
  /// Puts another body in place of the one that came, such as its decompressed form. Views of body() end.
  void replace_body(std::string octets) {
    body_storage_ = std::move(octets);
    body_ = body_storage_;
  }

 private:
  friend class http::RequestStream;
  [[noreturn]] static void fail_too_large();
  void check_announced_length() const;
  Task<std::string_view> next_piece();

  const http::RequestHead& head_;
  http::BodySource* source_;
  http::RequestHeaders headers_;
  std::string_view raw_path_;
  std::string_view query_string_;
  std::string_view path_;
  std::string decoded_path_;
  std::string root_path_;
  std::size_t route_at_ = 0;  // where in path_ the route's path begins
  const http::RouteNames* route_names_ = nullptr;
  std::size_t app_root_size_ = 0;  // of the outermost application's part of root_path_
  std::optional<std::string_view> body_;
  std::string body_storage_;
  std::uint64_t body_limit_ = UINT64_MAX;
  std::uint64_t body_received_ = 0;
  bool streaming_ = false;  // pieces were given out and not kept
  Owned<http::FormData> form_;
  StateMap state_;
  mutable std::optional<Pairs> query_params_;
  mutable std::optional<Pairs> cookies_;
};

}  // namespace talaria
