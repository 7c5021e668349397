#include "testing/declared_check.hpp"
#include "testing/websocket_connection.hpp"

#include <cstdio>
#include <ctime>
#include <memory>
#include <stdexcept>

#include <talaria/async/loop.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/http/date.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {

namespace {

constexpr int max_redirects = 20;
using test_client::host;
using test_client::PreparedRequest;

Task<TestResponse> exchange(http::Service& service, const PreparedRequest& prepared, bool check_errors) {
  Request request(prepared.head());
  request.set_body(prepared.body());
  Response response = co_await service.handle(request);
  if (check_errors) test_client::check_declared(service, request, response.status_code);
  TestResponse result = co_await test_client::collect(response, prepared.head().method == http::Method::head);
  co_return result;
}

// `https://example.com` of a whole URL, or nothing.
std::string_view origin_of(std::string_view url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
  return url.substr(0, url.find_first_of("/?", url.find("://") + 3));
}

// The URL of a Location that stays on this host, or on that of `from`, which it may be relative to.
std::optional<std::string> target_of(std::string_view location, std::string_view from) {
  const std::string_view there = origin_of(location);
  const std::string_view here = origin_of(from);
  if (!there.empty()) {
    const std::string_view named = there.substr(there.find("://") + 3);
    const bool same = named == host || (!here.empty() && named == here.substr(here.find("://") + 3));
    return same ? std::optional(std::string(location)) : std::nullopt;
  }
  if (location.empty() || location.starts_with("//") || location.find("://") != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string origin(here);
  from.remove_prefix(here.size());
  if (location.starts_with('/')) return origin + std::string(location);
  const std::string_view path = from.substr(0, from.find('?'));
  if (location.starts_with('?')) return origin + std::string(path) + std::string(location);
  return origin + std::string(path.substr(0, path.rfind('/') + 1)) + std::string(location);
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
  Owned<async::Loop> own_loop;
  async::Loop& loop;
};

TestClient::TestClient(http::Service& service, TestClientOptions options) {
  auto own_loop = options.loop == nullptr ? async::make_loop() : nullptr;
  async::Loop& loop = options.loop == nullptr ? *own_loop : *options.loop;
  impl_ = make_owned<Impl>(service, options, std::move(own_loop), loop);
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
      next.data.clear();
      next.files.clear();
    }
    next.params.clear();
    at = *target;
    response = send(next_method, at, next);
  }
  return response;
}

TestResponse TestClient::send(std::string_view method, std::string_view url, const TestRequest& request) {
  const PreparedRequest prepared(method, url, request, cookies);
  TestResponse response =
      run_until_complete(impl_->loop, exchange(impl_->service, prepared, impl_->options.fail_on_undeclared_errors));
  keep_cookies(response);
  return response;
}

WebSocketTestSession TestClient::websocket_connect(std::string_view url, const TestRequest& request) {
  auto prepared = std::make_unique<PreparedRequest>("GET", url, test_client::with_handshake(request), cookies);
  auto connection =
      std::make_unique<test_client::WebSocketConnection>(impl_->service, impl_->loop, std::move(prepared));
  if (const auto refusal = connection->open()) throw WebSocketDenialResponse(*refusal);
  return WebSocketTestSession(std::move(connection));
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
