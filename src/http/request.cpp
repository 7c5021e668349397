#include <charconv>
#include <stdexcept>

#include <talaria/http/cookies.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

Request::Request(const http::RequestHead& head, http::BodySource* source)
    : head_(head), source_(source), headers_(head.fields) {
  const auto question = head.target.find('?');
  raw_path_ = head.target.substr(0, question);
  if (question != std::string_view::npos) query_string_ = head.target.substr(question + 1);
  path_ = raw_path_;
  bool plain = true;
  for (const char c : raw_path_) plain = plain && c != '%' && static_cast<unsigned char>(c) < 0x80;
  if (!plain) {
    decoded_path_ = http::percent_decode(raw_path_);
    path_ = decoded_path_;
  }
  if (source == nullptr) body_ = std::string_view{};
}

const Request::Pairs& Request::query_params() const {
  if (!query_params_) {
    query_params_ = http::parse_query(query_string_);
    if (!query_params_) throw http::BodyError(400, "Too many query parameters");
  }
  return *query_params_;
}

const Request::Pairs& Request::cookies() const {
  if (!cookies_) {
    Pairs cookies;
    for (const auto value : headers_.get_all("cookie")) {
      if (!http::parse_cookies(value, cookies)) throw http::BodyError(400, "Too many cookies");
    }
    cookies_ = std::move(cookies);
  }
  return *cookies_;
}

std::string_view Request::host() const {
  return head_.host.empty() ? headers_.get("host").value_or(std::string_view{}) : head_.host;
}

std::string Request::url() const {
  std::string url;
  url.append(head_.scheme).append("://").append(host()).append(head_.target);
  return url;
}

Request::~Request() = default;

void Request::fail_too_large() {
  throw http::BodyError(413, "the content is too large");
}

void Request::check_announced_length() const {
  const auto announced = headers_.get("content-length");
  if (!announced) return;
  std::uint64_t length = 0;
  const auto [end, fault] = std::from_chars(announced->data(), announced->data() + announced->size(), length);
  if (fault == std::errc::result_out_of_range || (fault == std::errc() && length > body_limit_)) fail_too_large();
}

// A body that is announced as too large is refused before any of it is asked for.
Task<std::string_view> Request::next_piece() {
  if (body_received_ == 0) check_announced_length();
  const std::string_view piece = co_await source_->next();
  body_received_ += piece.size();
  if (body_received_ > body_limit_) fail_too_large();
  co_return piece;
}

Task<std::string_view> Request::body() {
  if (body_ && body_->size() > body_limit_) fail_too_large();
  if (!body_ && streaming_) throw std::logic_error("the body of the request was read as a stream and is gone");
  while (!body_) {
    const std::string_view piece = co_await next_piece();
    if (piece.empty()) {
      body_ = body_storage_;
    } else {
      body_storage_.append(piece);
    }
  }
  co_return *body_;
}

Task<http::FormData*> Request::form() {
  auto task = form(http::FormLimits());
  http::FormData* form = co_await std::move(task);
  co_return form;
}

Task<http::FormData*> Request::form(http::FormLimits limits) {
  if (form_ == nullptr) {
    auto task = http::read_form(*this, limits);
    http::FormData form = co_await std::move(task);
    form_ = make_owned<http::FormData>(std::move(form));
  }
  co_return form_.get();
}

Task<std::string_view> http::RequestStream::next() {
  Request& request = *request_;
  if (request.body_) {
    if (request.body_->size() > request.body_limit_) Request::fail_too_large();
    co_return std::exchange(given_, true) ? std::string_view() : *request.body_;
  }
  request.streaming_ = true;
  const std::string_view piece = co_await request.next_piece();
  co_return piece;
}

}  // namespace talaria
