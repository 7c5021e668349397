#include "testing/prepared_request.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/http/url.hpp>

namespace talaria::test_client {

namespace {

constexpr std::string_view boundary = "talaria-5f1b0c2e9d7a4836";

std::string form_encode(std::string_view text) {
  return base::replace_all(http::percent_encode(text, " "), " ", "+");
}

// As browsers write the names of fields and files (HTML, "multipart/form-data encoding algorithm").
std::string quote(std::string_view name) {
  std::string out = base::replace_all(name, "\"", "%22");
  out = base::replace_all(out, "\r", "%0D");
  return "\"" + base::replace_all(out, "\n", "%0A") + "\"";
}

std::string guess_type(const TestFile& file) {
  if (!file.content_type.empty()) return file.content_type;
  if (file.filename.ends_with(".txt")) return "text/plain";
  if (file.filename.ends_with(".json")) return "application/json";
  if (file.filename.ends_with(".html")) return "text/html";
  if (file.filename.ends_with(".csv")) return "text/csv";
  if (file.filename.ends_with(".png")) return "image/png";
  return "application/octet-stream";
}

std::string write_multipart(const TestRequest& request) {
  std::string out;
  const std::string begin = "--" + std::string(boundary) + "\r\nContent-Disposition: form-data; name=";
  for (const auto& [name, value] : request.data) out += begin + quote(name) + "\r\n\r\n" + value + "\r\n";
  for (const auto& file : request.files) {
    out += begin + quote(file.name) + "; filename=" + quote(file.filename) + "\r\nContent-Type: " + guess_type(file) +
           "\r\n\r\n" + file.content + "\r\n";
  }
  return out + "--" + std::string(boundary) + "--\r\n";
}

}  // namespace

PreparedRequest::PreparedRequest(std::string_view method, std::string_view url, const TestRequest& request,
                                 const TestRequest::Pairs& client_cookies)
    : method_(method) {
  take_url(url);
  add_params(request.params);
  for (const auto& [name, value] : request.headers) add(base::to_lower(name), value);
  add_default("host", host_);
  add_default("accept", "*/*");
  add_default("accept-encoding", "gzip, deflate");
  add_default("connection", "keep-alive");
  add_default("user-agent", "testclient");
  make_body(request);
  if (!body_.empty()) add_default("content-length", std::to_string(body_.size()));
  add_cookies(client_cookies, request.cookies);
  head_.method = http::parse_method(method_);
  head_.method_name = method_;
  head_.target = target_;
  head_.client_host = "testclient";
  head_.client_port = 50000;
  for (const auto& [name, value] : fields_) head_.fields.push_back({name, value});
}

// `/path`, or a whole URL, which also says scheme and host.
void PreparedRequest::take_url(std::string_view url) {
  for (const std::string_view scheme : {"http", "https"}) {
    if (!url.starts_with(scheme) || !url.substr(scheme.size()).starts_with("://")) continue;
    head_.scheme = scheme;
    url.remove_prefix(scheme.size() + 3);
    const std::size_t end = std::min(url.find_first_of("/?"), url.size());
    host_ = url.substr(0, end);
    url.remove_prefix(end);
  }
  target_ = url.starts_with('/') ? std::string(url) : "/" + std::string(url);
}

void PreparedRequest::make_body(const TestRequest& request) {
  body_ = request.content;
  if (request.json) {
    body_ = dump_json(*request.json);
    add_default("content-type", "application/json");
  } else if (!request.files.empty()) {
    body_ = write_multipart(request);
    add_default("content-type", "multipart/form-data; boundary=" + std::string(boundary));
  } else if (!request.data.empty()) {
    for (const auto& [name, value] : request.data) {
      body_ += (body_.empty() ? "" : "&") + form_encode(name) + "=" + form_encode(value);
    }
    add_default("content-type", "application/x-www-form-urlencoded");
  }
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

namespace {

Task<std::string> read_all(http::BodyStream& stream) {
  std::string text;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    text.append(piece);
  }
  co_return text;
}

}  // namespace

Task<TestResponse> collect(Response& response, bool is_head) {
  TestResponse result;
  result.status_code = response.status_code;
  result.headers = response.headers;
  if (!response.media_type.empty() && !result.headers.contains("content-type")) {
    result.headers.set("content-type", response.media_type);
  }
  std::exception_ptr error;
  if (!is_head && !response.stream) result.text = std::move(response.body);
  if (!is_head && response.stream) {
    try {
      result.text = co_await read_all(*response.stream);
    } catch (...) {
      error = std::current_exception();
    }
  }
  if (response.after_send) {
    try {
      co_await std::move(*response.after_send);
    } catch (...) {
      // After a failure the end of the stream is one, too.
      if (!error) error = std::current_exception();
    }
  }
  if (error) std::rethrow_exception(error);
  co_return result;
}

}  // namespace talaria::test_client
