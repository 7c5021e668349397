#include <talaria/http/cookies.hpp>
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
  return headers_.get("host").value_or(std::string_view{});
}

std::string Request::url() const {
  std::string url;
  url.append(head_.scheme).append("://").append(host()).append(head_.target);
  return url;
}

Task<std::string_view> Request::body() {
  while (!body_) {
    const std::string_view piece = co_await source_->next();
    if (piece.empty()) {
      body_ = body_storage_;
    } else {
      body_storage_.append(piece);
    }
  }
  co_return *body_;
}

}  // namespace talaria
