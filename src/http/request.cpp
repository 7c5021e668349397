#include "base/words.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <talaria/http/cookies.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

namespace {

// How many octets at the beginning of `text` are ASCII and none of `a` and `b`.
std::size_t plain_length(std::string_view text, char a, char b) {
  std::size_t at = 0;
  if constexpr (base::has_words) {
    for (; text.size() - at >= 8; at += 8) {
      const std::uint64_t word = base::load_word(text.data() + at);
      const std::uint64_t marks = base::marks_equal(word, a) | base::marks_equal(word, b) | (word & base::word_highs);
      if (marks != 0) return at + base::first_mark(marks);
    }
  }
  while (at < text.size() && text[at] != a && text[at] != b && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

Request::Request(const http::RequestHead& head, http::BodySource* source)
    : head_(head), source_(source), headers_(head.fields) {
  const std::size_t plain = plain_length(head.target, '?', '%');
  const bool decodes = plain < head.target.size() && head.target[plain] != '?';
  const std::size_t question = decodes ? std::min(head.target.find('?'), head.target.size()) : plain;
  path_ = raw_path_ = head.target.substr(0, question);
  if (question < head.target.size()) query_string_ = head.target.substr(question + 1);
  if (decodes) path_ = decoded_path_ = http::percent_decode(raw_path_);
  if (source == nullptr) body_ = std::string_view{};
}

std::optional<std::string_view> Request::query_param(std::string_view name) const {
  const bool plain = plain_length(query_string_, '+', '%') == query_string_.size();
  // So few octets cannot be too many pairs.
  if (query_params_ || !plain || query_string_.size() > http::max_pairs) {
    const Pairs& pairs = query_params();
    const auto last =
        std::find_if(pairs.rbegin(), pairs.rend(), [name](const auto& pair) { return pair.first == name; });
    return last == pairs.rend() ? std::nullopt : std::optional<std::string_view>(last->second);
  }
  std::string_view rest = query_string_;
  while (!rest.empty()) {
    const std::size_t before = rest.rfind('&');
    const std::string_view piece = before == std::string_view::npos ? rest : rest.substr(before + 1);
    rest = before == std::string_view::npos ? std::string_view{} : rest.substr(0, before);
    if (!piece.starts_with(name)) continue;
    if (piece.size() == name.size() && !name.empty()) return piece.substr(name.size());
    if (piece.size() > name.size() && piece[name.size()] == '=') return piece.substr(name.size() + 1);
  }
  return std::nullopt;
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

std::string Request::url_with_path(std::string_view raw_path) const {
  std::string url;
  if (!host().empty()) url.append(head_.scheme).append("://").append(host());
  url.append(raw_path);
  if (!query_string_.empty()) url.append("?").append(query_string_);
  return url;
}

std::string Request::base_url() const {
  std::string url;
  if (!host().empty()) url.append(head_.scheme).append("://").append(host());
  std::string_view root = root_path().substr(0, app_root_size_);
  while (root.ends_with('/')) root.remove_suffix(1);
  return url.append(root).append("/");
}

std::string Request::url_for(std::string_view name, std::span<const http::PathParam> params) const {
  const auto path = route_names_ != nullptr ? route_names_->find_path(name, params) : std::nullopt;
  if (!path) throw http::NoMatchFound(name, params);
  std::string url = base_url();
  url.pop_back();
  return url.append(*path);
}

void Request::set_root_path(std::string root_path) {
  root_path_ = std::move(root_path);
  const std::string_view below = path_.starts_with(root_path_) ? path_.substr(root_path_.size()) : path_;
  const bool is_below = below.empty() || below.front() == '/';
  route_at_ = is_below ? path_.size() - below.size() : 0;
}

void Request::enter_mount(std::size_t length) {
  root_path_ += route_path().substr(0, length);
  route_at_ += length;
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
