#include "server/h2/head_builder.hpp"

#include "server/h1/target.hpp"

#include <charconv>
#include <system_error>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>

namespace talaria::server::h2 {

namespace {

// What each field counts besides its octets (RFC 9113 section 6.5.2).
constexpr std::size_t field_overhead = 32;
constexpr std::size_t usual_text = 512;
constexpr std::size_t usual_fields = 16;

bool has_only_target_octets(std::string_view text) {
  for (const char c : text) {
    if (!http::is_target_octet(c)) return false;
  }
  return true;
}

}  // namespace

void HeadBuilder::fail(int status, std::string_view reason) {
  if (!error_) error_ = {status, reason};
}

HeadBuilder::Place HeadBuilder::store(std::string_view text) {
  const Place place{text_.size(), text.size()};
  text_.append(text);
  return place;
}

void HeadBuilder::add(std::string_view name, std::string_view value) {
  list_size_ += name.size() + value.size() + field_overhead;
  if (list_size_ > limits_.http2.header_list) return fail(431, "the header section is too large");
  if (text_.capacity() < usual_text) {
    text_.reserve(usual_text);
    entries_.reserve(usual_fields);
  }
  if (!name.empty() && name.front() == ':') {
    add_pseudo(name, value);
  } else {
    add_field(name, value);
  }
}

void HeadBuilder::add_pseudo(std::string_view name, std::string_view value) {
  if (name == ":method") {
    method_ = store(value);
  } else if (name == ":authority") {
    authority_ = store(value);
  } else if (name == ":path") {
    if (value.size() > limits_.head_line) return fail(414, "the request target is too long");
    path_ = store(value);
  }
}

void HeadBuilder::add_field(std::string_view name, std::string_view value) {
  if (name.size() + value.size() > limits_.head_line) return fail(431, "the header section is too large");
  if (name == "cookie" && join_cookie(value)) return;
  if (entries_.size() == limits_.field_lines) return fail(431, "too many header fields");
  Entry entry;
  entry.name = store(name);
  entry.value = store(value);
  entries_.push_back(entry);
}

// Cookies may come in crumbs, so that they compress better; together they are one field (RFC 9113 section 8.2.3).
bool HeadBuilder::join_cookie(std::string_view value) {
  if (cookie_ == none) {
    cookie_ = entries_.size();
    cookies_ = value;
    return false;
  }
  if (cookies_.size() + value.size() > limits_.head_line) {
    fail(431, "the header section is too large");
  } else {
    cookies_.append("; ").append(value);
  }
  return true;
}

void HeadBuilder::finish(bool has_content) {
  head_.major_version = 2;
  head_.minor_version = 0;
  head_.method_name = at(method_);
  head_.method = http::parse_method(head_.method_name);
  if (error_) return;
  head_.fields.reserve(entries_.size() + 1);
  for (const Entry& entry : entries_) {
    const bool is_cookie = head_.fields.size() == cookie_;
    head_.fields.push_back({at(entry.name), is_cookie ? std::string_view(cookies_) : at(entry.value)});
    read_field(head_.fields.back());
  }
  expects_continue_ = expects_continue_ && has_content;
  if (head_.method == http::Method::connect) return fail(501, "this server is no proxy");
  check_host();
  check_target();
}

void HeadBuilder::read_field(const http::HeaderField& field) {
  const auto& [name, value] = field;
  if (name == "host") {
    ++hosts_;
  } else if (name == "priority") {
    has_priority_ = true;
  } else if (name == "expect") {
    if (!base::iequals(value, "100-continue")) return fail(417, "unknown expectation");
    expects_continue_ = true;
  } else if (name == "content-length") {
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), content_length_);
    if (fault != std::errc{} || end != value.data() + value.size()) fail(400, "malformed content-length");
  }
}

// `:authority` is what HTTP/1 has in `host`, so that is what the application sees (RFC 9113 section 8.3.1). Both may be
// there, if they agree.
void HeadBuilder::check_host() {
  if (hosts_ > 1) return fail(400, "more than one host field");
  const std::string_view authority = at(authority_);
  if (hosts_ == 0) {
    if (authority.empty()) return fail(400, "the host field is missing");
    head_.fields.insert(head_.fields.begin(), {"host", authority});
  }
  for (const http::HeaderField& field : head_.fields) {
    if (field.name != "host") continue;
    if (!h1::is_host_value(field.value)) return fail(400, "malformed host field");
    if (!authority.empty() && !base::iequals(authority, field.value)) {
      return fail(400, "target and host field name different hosts");
    }
  }
}

void HeadBuilder::check_target() {
  const std::string_view path = at(path_);
  const bool is_origin_form = !path.empty() && (path.front() == '/' || path == "*");
  if (!is_origin_form || !has_only_target_octets(path) || !h1::parse_target(path, head_.method).valid) {
    return fail(400, "malformed request target");
  }
  head_.target = path;
}

}  // namespace talaria::server::h2
