#include <cstdio>
#include <ctime>
#include <stdexcept>

#include <talaria/async/loop.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/http/date.hpp>
#include <talaria/http/url.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {

namespace {

constexpr int max_redirects = 20;
constexpr std::string_view host = "testserver";

// A request with everything that it points to.
class PreparedRequest {
 public:
  PreparedRequest(std::string_view method, std::string_view url, const TestRequest& request,
                  const TestRequest::Pairs& client_cookies)
      : method_(method), target_(url) {
    add_params(request.params);
    body_ = request.json ? dump_json(*request.json) : request.content;
    for (const auto& [name, value] : request.headers) add(base::to_lower(name), value);
    add_default("host", std::string(host));
    add_default("accept", "*/*");
    add_default("accept-encoding", "gzip, deflate");
    add_default("connection", "keep-alive");
    add_default("user-agent", "testclient");
    if (request.json) add_default("content-type", "application/json");
    if (!body_.empty()) add_default("content-length", std::to_string(body_.size()));
    add_cookies(client_cookies, request.cookies);
    head_.method = http::parse_method(method_);
    head_.method_name = method_;
    head_.target = target_;
    head_.client_host = "testclient";
    head_.client_port = 50000;
    for (const auto& [name, value] : fields_) head_.fields.push_back({name, value});
  }

  [[nodiscard]] const http::RequestHead& head() const { return head_; }
  [[nodiscard]] const std::string& body() const { return body_; }

 private:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

  void add_default(std::string_view name, std::string value) {
    for (const auto& field : fields_) {
      if (field.first == name) return;
    }
    add(std::string(name), std::move(value));
  }

  void add_params(const TestRequest::Pairs& params) {
    for (const auto& [name, value] : params) {
      target_ += target_.find('?') == std::string::npos ? '?' : '&';
      target_ += http::percent_encode(name, "") + "=" + http::percent_encode(value, "");
    }
  }

  void add_cookies(const TestRequest::Pairs& client_cookies, const TestRequest::Pairs& own) {
    std::string text;
    for (const auto* cookies : {&client_cookies, &own}) {
      for (const auto& [name, value] : *cookies) text += (text.empty() ? "" : "; ") + name + "=" + value;
    }
    if (!text.empty()) add("cookie", text);
  }

  std::string method_;
  std::string target_;
  std::string body_;
  TestRequest::Pairs fields_;
  http::RequestHead head_;
};

Task<TestResponse> exchange(http::Service& service, const PreparedRequest& prepared) {
  Request request(prepared.head());
  request.set_body(prepared.body());
  Response response = co_await service.handle(request);
  TestResponse result;
  result.status_code = response.status_code;
  result.headers = response.headers;
  if (!response.media_type.empty() && !result.headers.contains("content-type")) {
    result.headers.set("content-type", response.media_type);
  }
  result.text = std::move(response.body);
  if (response.stream) {
    result.text.clear();
    for (std::string_view piece = co_await response.stream->next(); !piece.empty();
         piece = co_await response.stream->next()) {
      result.text.append(piece);
    }
  }
  if (prepared.head().method == http::Method::head) result.text.clear();
  if (response.after_send) co_await std::move(*response.after_send);
  co_return result;
}

// The path and query of a Location that stays on this host; `from` is what it may be relative to.
std::optional<std::string> target_of(std::string_view location, std::string_view from) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!location.starts_with(scheme)) continue;
    location.remove_prefix(scheme.size());
    if (!location.starts_with(host)) return std::nullopt;
    location.remove_prefix(host.size());
    if (location.empty()) return "/";
    return location.starts_with('/') ? std::optional(std::string(location)) : std::nullopt;
  }
  if (location.empty() || location.starts_with("//") || location.find("://") != std::string_view::npos) {
    return std::nullopt;
  }
  if (location.starts_with('/')) return std::string(location);
  const std::string_view path = from.substr(0, from.find('?'));
  if (location.starts_with('?')) return std::string(path) + std::string(location);
  return std::string(path.substr(0, path.rfind('/') + 1)) + std::string(location);
}

// Whether a Set-Cookie field takes a cookie back (RFC 6265 section 5.2: Max-Age counts more than Expires).
bool has_expired(std::string_view field) {
  bool expired = false;
  for (auto rest = field; !rest.empty();) {
    const auto end = rest.find(';');
    const std::string_view text = base::trim(rest.substr(0, end));
    const std::string attribute = base::to_lower(text);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (attribute.starts_with("max-age=")) {
      return attribute == "max-age=0" || attribute.starts_with("max-age=-");
    }
    if (attribute.starts_with("expires=")) {
      const auto date = http::parse_http_date(text.substr(8));
      expired = date && *date <= std::time(nullptr);
    }
  }
  return expired;
}

}  // namespace

TestRequest::~TestRequest() = default;

Json TestResponse::json() const {
  auto parsed = parse_json(text);
  if (!parsed) throw std::runtime_error("the response is no JSON: " + parsed.error().message);
  return std::move(parsed).value();
}

std::string TestResponse::header(std::string_view name) const {
  const auto value = headers.get(name);
  return value ? std::string(*value) : std::string();
}

struct TestClient::Impl {
  http::Service& service;
  TestClientOptions options;
  std::unique_ptr<async::Loop> own_loop;
  async::Loop& loop;
};

TestClient::TestClient(http::Service& service, TestClientOptions options) {
  auto own_loop = options.loop == nullptr ? async::make_loop() : nullptr;
  async::Loop& loop = options.loop == nullptr ? *own_loop : *options.loop;
  impl_.reset(new Impl{service, options, std::move(own_loop), loop});
  try {
    run_until_complete(loop, service.startup());
  } catch (...) {
    run_until_complete(loop, service.shutdown());
    throw;
  }
}

TestClient::~TestClient() {
  try {
    run_until_complete(impl_->loop, impl_->service.shutdown());
    impl_->loop.cancel_spawned();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ERROR: the shutdown of the app failed: %s\n", error.what());
  }
}

// clang-format off
TestResponse TestClient::get(std::string_view url, const TestRequest& r) { return request("GET", url, r); }
TestResponse TestClient::post(std::string_view url, const TestRequest& r) { return request("POST", url, r); }
TestResponse TestClient::put(std::string_view url, const TestRequest& r) { return request("PUT", url, r); }
TestResponse TestClient::patch(std::string_view url, const TestRequest& r) { return request("PATCH", url, r); }
TestResponse TestClient::delete_(std::string_view url, const TestRequest& r) { return request("DELETE", url, r); }
TestResponse TestClient::head(std::string_view url, const TestRequest& r) { return request("HEAD", url, r); }
TestResponse TestClient::options(std::string_view url, const TestRequest& r) { return request("OPTIONS", url, r); }
// clang-format on

TestResponse TestClient::request(std::string_view method, std::string_view url, const TestRequest& request) {
  TestResponse response = send(method, url, request);
  std::string next_method(method);
  std::string at(url);
  TestRequest next = request;
  for (int i = 0; impl_->options.follow_redirects && i < max_redirects; ++i) {
    const int code = response.status_code;
    if (code != 301 && code != 302 && code != 303 && code != 307 && code != 308) break;
    const auto target = target_of(response.header("location"), at);
    if (!target) break;
    // RFC 9110 section 15.4: only 307 and 308 keep the method and the body.
    if (code <= 303 && next_method != "HEAD") {
      next_method = "GET";
      next.json.reset();
      next.content.clear();
    }
    next.params.clear();
    at = *target;
    response = send(next_method, at, next);
  }
  return response;
}

TestResponse TestClient::send(std::string_view method, std::string_view url, const TestRequest& request) {
  const PreparedRequest prepared(method, url, request, cookies);
  TestResponse response = run_until_complete(impl_->loop, exchange(impl_->service, prepared));
  keep_cookies(response);
  return response;
}

void TestClient::keep_cookies(const TestResponse& response) {
  for (const auto field : response.headers.get_all("set-cookie")) {
    const std::string_view pair = field.substr(0, field.find(';'));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name(pair.substr(0, equals));
    std::erase_if(cookies, [&](const auto& cookie) { return cookie.first == name; });
    if (!has_expired(field)) cookies.emplace_back(name, pair.substr(equals + 1));
  }
}

}  // namespace talaria
