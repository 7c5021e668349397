#include <algorithm>
#include <chrono>
#include <stdexcept>

#include <talaria/base/base64.hpp>
#include <talaria/http/cookies.hpp>
#include <talaria/middleware/sessions.hpp>

namespace talaria {

namespace {

// What a request's state holds of its session.
struct RequestSession {
  http::Session session;
  bool accessed = false;
};

SignerOptions as_starlette_signs(const std::vector<std::string>& fallback_keys) {
  SignerOptions options;
  options.hash = crypto::Hash::sha1;
  options.fallback_keys = fallback_keys;
  return options;
}

std::string_view same_site_text(SameSite same_site) {
  switch (same_site) {
    case SameSite::strict:
      return "; samesite=strict";
    case SameSite::none:
      return "; samesite=none";
    case SameSite::unset:
      return "";
    case SameSite::lax:
      break;
  }
  return "; samesite=lax";
}

// The browser would drop it without a word.
void check(const SessionMiddleware::Options& options) {
  http::SetCookie cookie;
  cookie.name = options.session_cookie;
  cookie.path = options.path;
  cookie.domain = options.domain;
  static_cast<void>(http::format_set_cookie(cookie));
  if (options.max_age && *options.max_age <= 0) {
    throw std::invalid_argument("SessionMiddleware: max_age is more than 0, or nothing");
  }
}

}  // namespace

// Declared with the request, which knows no sessions.
http::Session& Request::session() {
  auto* const held = state_.find<RequestSession>();
  if (held == nullptr) throw std::logic_error("SessionMiddleware must be installed to access request.session()");
  held->accessed = true;
  return held->session;
}

void http::Session::set(std::string name, Json value) {
  values_.set(std::move(name), std::move(value));
  modified_ = true;
}

bool http::Session::erase(std::string_view name) {
  const bool erased = values_.erase(name);
  modified_ = modified_ || erased;
  return erased;
}

std::optional<Json> http::Session::pop(std::string_view name) {
  Json* const value = values_.find(name);
  if (value == nullptr) return std::nullopt;
  Json taken = std::move(*value);
  erase(name);
  return taken;
}

void http::Session::update(const JsonObject& values) {
  values_.update(values);
  modified_ = true;
}

void http::Session::clear() {
  values_ = {};
  modified_ = true;
}

SessionMiddleware::Options::~Options() = default;

SessionMiddleware::SessionMiddleware(const Options& options)
    : signer_(options.secret_key, as_starlette_signs(options.fallback_keys)),
      cookie_(options.session_cookie),
      max_age_(options.max_age),
      path_(options.path),
      flags_("httponly") {
  check(options);
  flags_ += same_site_text(options.same_site);
  if (options.https_only) flags_ += "; secure";
  if (!options.domain.empty()) flags_.append("; domain=").append(options.domain);
}

// A cookie that is not ours any more, or never was, is no reason to refuse a request.
http::Session SessionMiddleware::session_of(const Request& request) const {
  const http::Pairs& cookies = request.cookies();
  const auto found =
      std::find_if(cookies.begin(), cookies.end(), [&](const auto& cookie) { return cookie.first == cookie_; });
  if (found == cookies.end()) return {};
  std::optional<std::chrono::seconds> max_age;
  if (max_age_) max_age = std::chrono::seconds(*max_age_);
  const auto value = signer_.unsign(found->second, max_age);
  const auto text = value ? base::base64_decode(value->text) : std::nullopt;
  if (!text) return {};
  auto parsed = parse_json(*text);
  if (!parsed || !parsed->is_object()) return {};
  return http::Session(std::move(parsed->as_object()));
}

// Letter for letter what Starlette writes.
void SessionMiddleware::add_cookie(Response& response, std::string_view data, std::string_view life) const {
  std::string text = cookie_;
  text.append("=").append(data).append("; path=").append(path_).append("; ").append(life).append(flags_);
  response.headers.add("set-cookie", text);
}

Task<Response> SessionMiddleware::dispatch(Request& request, Next next) const {
  auto& held = request.state().emplace<RequestSession>(session_of(request));
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  const http::Session& session = held.session;
  if (held.accessed) response.headers.add_vary("Cookie");
  if (session.modified_ && !session.empty()) {
    const std::string data = base::base64_encode(dump_json_spaced(session.values()));
    add_cookie(response, signer_.sign(data), max_age_ ? "Max-Age=" + std::to_string(*max_age_) + "; " : "");
  } else if (session.modified_ && session.came_) {
    add_cookie(response, "null", "expires=Thu, 01 Jan 1970 00:00:00 GMT; ");
  }
  co_return std::move(response);
}

}  // namespace talaria
