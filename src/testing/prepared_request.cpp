#include "testing/prepared_request.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/http/url.hpp>

namespace talaria::test_client {

PreparedRequest::PreparedRequest(std::string_view method, std::string_view url, const TestRequest& request,
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

void PreparedRequest::add_default(std::string_view name, std::string value) {
  for (const auto& field : fields_) {
    if (field.first == name) return;
  }
  add(std::string(name), std::move(value));
}

void PreparedRequest::add_params(const TestRequest::Pairs& params) {
  for (const auto& [name, value] : params) {
    target_ += target_.find('?') == std::string::npos ? '?' : '&';
    target_ += http::percent_encode(name, "") + "=" + http::percent_encode(value, "");
  }
}

void PreparedRequest::add_cookies(const TestRequest::Pairs& client_cookies, const TestRequest::Pairs& own) {
  std::string text;
  for (const auto* cookies : {&client_cookies, &own}) {
    for (const auto& [name, value] : *cookies) text += (text.empty() ? "" : "; ") + name + "=" + value;
  }
  if (!text.empty()) add("cookie", text);
}

TestRequest with_handshake(const TestRequest& request) {
  TestRequest handshake = request;
  TestRequest::Pairs& headers = handshake.headers;
  headers.emplace_back("connection", "upgrade");
  headers.emplace_back("upgrade", "websocket");
  headers.emplace_back("sec-websocket-version", "13");
  headers.emplace_back("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
  return handshake;
}

Task<TestResponse> collect(Response& response, bool is_head) {
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
  if (is_head) result.text.clear();
  if (response.after_send) co_await std::move(*response.after_send);
  co_return result;
}

}  // namespace talaria::test_client
