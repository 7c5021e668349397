#include <algorithm>
#include <set>
#include <stdexcept>

#include <re2/re2.h>

#include <talaria/base/strings.hpp>
#include <talaria/middleware/cors.hpp>

namespace talaria {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string join(const auto& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

constexpr std::string_view preflight_vary =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network";

}  // namespace

struct CORSMiddleware::Rules {
  explicit Rules(const Options& given) : options(given) {
    all_origins = contains(options.allow_origins, "*");
    all_headers = contains(options.allow_headers, "*");
    if (all_origins && options.allow_credentials) {
      throw std::invalid_argument(
          "CORSMiddleware: allow_origins {\"*\"} with allow_credentials would let every site act for the user; name "
          "the "
          "origins, or match them with allow_origin_regex");
    }
    if (contains(options.allow_methods, "*")) {
      options.allow_methods = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY"};
    }
    // What every page may send without asking (Fetch standard, "CORS-safelisted request-header").
    std::set<std::string> headers{"Accept", "Accept-Language", "Content-Language", "Content-Type"};
    headers.insert(options.allow_headers.begin(), options.allow_headers.end());
    for (const std::string& name : headers) known_headers.push_back(base::to_lower(name));
    header_list = join(headers);
    if (options.allow_origin_regex) {
      regex.emplace(*options.allow_origin_regex, RE2::Quiet);
      if (!regex->ok()) throw std::invalid_argument("CORSMiddleware: allow_origin_regex: " + regex->error());
    }
  }

  [[nodiscard]] bool allows_origin(std::string_view origin) const {
    if (all_origins || contains(options.allow_origins, origin)) return true;
    return regex && RE2::FullMatch(re2::StringPiece(origin.data(), origin.size()), *regex);
  }

  [[nodiscard]] bool allows_headers(std::string_view list) const {
    while (true) {
      const std::size_t comma = list.find(',');
      if (!contains(known_headers, base::to_lower(base::trim(list.substr(0, comma))))) return false;
      if (comma == std::string_view::npos) return true;
      list.remove_prefix(comma + 1);
    }
  }

  [[nodiscard]] Response preflight(const http::RequestHeaders& asked, std::string_view origin,
                                   std::string_view method) const {
    http::Headers headers{{"vary", std::string(preflight_vary)},
                          {"access-control-allow-methods", join(options.allow_methods)},
                          {"access-control-max-age", std::to_string(options.max_age)}};
    std::vector<std::string> failures;
    if (all_origins) {
      headers.set("access-control-allow-origin", "*");
    } else if (allows_origin(origin)) {
      headers.set("access-control-allow-origin", origin);
    } else {
      failures.emplace_back("origin");
    }
    if (!contains(options.allow_methods, method)) failures.emplace_back("method");
    const auto wanted = asked.get("access-control-request-headers");
    if (!all_headers) headers.set("access-control-allow-headers", header_list);
    if (wanted && all_headers) headers.set("access-control-allow-headers", *wanted);
    if (wanted && !all_headers && !allows_headers(*wanted)) failures.emplace_back("headers");
    if (options.allow_credentials) headers.set("access-control-allow-credentials", "true");
    if (asked.contains("access-control-request-private-network")) {
      if (options.allow_private_network) {
        headers.set("access-control-allow-private-network", "true");
      } else {
        failures.emplace_back("private-network");
      }
    }
    // The browser enforces the policy; the status only helps whoever looks for the reason.
    if (failures.empty()) return PlainTextResponse("OK", 200, std::move(headers));
    return PlainTextResponse("Disallowed CORS " + join(failures), 400, std::move(headers));
  }

  void add_to(http::Headers& headers, std::optional<std::string_view> origin) const {
    if (origin) {
      if (all_origins) headers.set("access-control-allow-origin", "*");
      if (options.allow_credentials) headers.set("access-control-allow-credentials", "true");
      if (!options.expose_headers.empty()) {
        headers.set("access-control-expose-headers", join(options.expose_headers));
      }
      if (!all_origins && allows_origin(*origin)) headers.set("access-control-allow-origin", *origin);
    }
    // A cache must not give one origin's answer to another, nor that to no origin at all.
    headers.add_vary("Origin");
  }

  Options options;
  std::vector<std::string> known_headers;  // in lower case
  std::string header_list;
  std::optional<RE2> regex;
  bool all_origins = false;
  bool all_headers = false;
};

CORSMiddleware::CORSMiddleware(const Options& options) : rules_(make_owned<const Rules, const Rules>(options)) {}
CORSMiddleware::~CORSMiddleware() = default;

Task<Response> CORSMiddleware::dispatch(Request& request, Next next) const {
  const http::RequestHeaders& headers = request.headers();
  const auto origin = headers.get("origin");
  const auto method = headers.get("access-control-request-method");
  if (origin && method && request.method() == http::Method::options) {
    co_return rules_->preflight(headers, *origin, *method);
  }
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  // A WebSocket is not subject to CORS.
  if (!response.upgrade) rules_->add_to(response.headers, origin);
  co_return std::move(response);
}

}  // namespace talaria
