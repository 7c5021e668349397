#include <ctime>

#include <talaria/http/response.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

Response::Response(std::string content, int status, std::string_view type, http::Headers fields)
    : status_code(status), media_type(type), headers(std::move(fields)), body(std::move(content)) {}

void Response::set_cookie(std::string_view name, std::string_view value, const CookieOptions& options) {
  http::SetCookie cookie;
  cookie.name = name;
  cookie.value = value;
  cookie.max_age = options.max_age;
  if (options.expires) cookie.expires = static_cast<std::int64_t>(std::time(nullptr)) + *options.expires;
  cookie.path = options.path;
  cookie.domain = options.domain;
  cookie.secure = options.secure;
  cookie.http_only = options.httponly;
  cookie.same_site = options.samesite;
  cookie.partitioned = options.partitioned;
  headers.add("set-cookie", http::format_set_cookie(cookie));
}

void Response::delete_cookie(std::string_view name, CookieOptions options) {
  options.max_age = 0;
  options.expires = 0;
  set_cookie(name, {}, options);
}

Task<void> http::complete(const Request& request, Response& response) {
  if (!response.completion) co_return;
  const Owned<Completion> completion = std::move(response.completion);
  co_await completion->run(request, response);
}

RedirectResponse::RedirectResponse(std::string_view url, int status, http::Headers fields)
    : Response({}, status, {}, std::move(fields)) {
  headers.set("location", http::percent_encode(url, ":/%#?=@[]!$&'()*+,;"));
}

}  // namespace talaria
