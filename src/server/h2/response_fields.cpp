#include "server/h2/response_fields.hpp"

#include "server/h1/scan.hpp"

#include <charconv>

#include <talaria/base/strings.hpp>

namespace talaria::server::h2 {

namespace {

constexpr int first_status = 200;
constexpr int last_status = 599;
constexpr std::size_t own_fields = 4;  // status, date, content-type, content-length

bool is_writable(const Response& response) {
  const char* const end = response.media_type.data() + response.media_type.size();
  return response.status_code >= first_status && response.status_code <= last_status &&
         h1::skip_value_octets(response.media_type.data(), end) == end;
}

// Fields that say something about a connection of HTTP/1 (RFC 9113 section 8.2.2).
bool is_of_connection(std::string_view name) {
  for (const std::string_view one : {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"}) {
    if (base::iequals(name, one)) return true;
  }
  return false;
}

bool has_upper_case(std::string_view name) {
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') return true;
  }
  return false;
}

std::optional<std::size_t> read_length(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

}  // namespace

ResponseFields::ResponseFields(const Response& response, std::string_view date, bool is_head) {
  const bool writable = is_writable(response);
  const int status = writable ? response.status_code : 500;
  std::to_chars(status_.data(), status_.data() + status_.size(), status);
  list_.reserve(own_fields + (writable ? response.headers.size() : 0));
  add(":status", {status_.data(), status_.size()});
  if (writable) {
    add_own(response);
    add_length(response, is_head);
    if (!has_type_ && !response.media_type.empty()) add("content-type", response.media_type);
  } else {
    add("content-length", "0");
  }
  if (!has_date_) add("date", date);
}

void ResponseFields::add_own(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (base::iequals(name, "content-length")) {
      length_ = read_length(value);
      continue;
    }
    if (is_of_connection(name)) continue;
    has_type_ = has_type_ || base::iequals(name, "content-type");
    has_date_ = has_date_ || base::iequals(name, "date");
    if (has_upper_case(name)) {
      if (names_.empty()) {
        std::size_t room = 0;
        for (const auto& [one, unused] : response.headers) room += one.size();
        names_.reserve(room);
      }
      add(lower_case(name), value);
    } else {
      add(name, value);
    }
  }
}

std::string_view ResponseFields::lower_case(std::string_view name) {
  const std::size_t at = names_.size();
  for (const char c : name) names_.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  return std::string_view(names_).substr(at);
}

void ResponseFields::add_length(const Response& response, bool is_head) {
  if (response.status_code == 204 || response.status_code == 304) {
    length_ = std::nullopt;
    return;
  }
  has_content_ = !is_head && (response.stream || !response.body.empty());
  // An answer to HEAD may say how long the answer to GET would be (RFC 9110 section 8.6).
  if (!response.stream) {
    length_ = is_head && response.body.empty() ? length_.value_or(0) : response.body.size();
  } else if (!length_) {
    return;
  }
  const auto end = std::to_chars(length_text_.data(), length_text_.data() + length_text_.size(), *length_).ptr;
  add("content-length", {length_text_.data(), static_cast<std::size_t>(end - length_text_.data())});
}

}  // namespace talaria::server::h2
