#include "server/h1/parser.hpp"

#include "server/h1/scan.hpp"
#include "server/h1/target.hpp"

#include <cstring>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>

namespace talaria::server::h1 {

namespace {

// RFC 9112 section 2.2 asks for at least one; a few more cost nothing.
constexpr std::uint8_t max_blank_lines = 4;

// The path of an absolute target that has none. Not part of the octets received, so it does not move with them.
constexpr std::string_view root_path = "/";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view view(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

HeadParser::HeadParser(const Limits& limits) : limits_(limits) {
  head_.fields.reserve(16);
}

void HeadParser::reset() {
  head_.fields.clear();
  head_.target = {};
  framing_ = {};
  error_ = {};
  authority_ = {};
  line_start_ = 0;
  host_ = none;
  line_ = Line::request;
  blank_lines_ = 0;
  has_length_ = has_coding_ = asks_close_ = asks_keep_alive_ = keep_alive_ = expects_continue_ = false;
}

void HeadParser::rebase(const char* from, const char* to) {
  const auto move = [from, to](std::string_view& text) {
    // What points elsewhere, at text that is always there, stays.
    if (text.data() != nullptr) text = {to + (text.data() - from), text.size()};
  };
  if (line_ == Line::request) return;
  move(head_.method_name);
  if (head_.target.data() != root_path.data()) move(head_.target);
  move(authority_);
  for (http::HeaderField& field : head_.fields) {
    move(field.name);
    move(field.value);
  }
}

HeadParser::State HeadParser::fail(int status, std::string_view reason) {
  error_ = {status, reason};
  return State::failed;
}

HeadParser::State HeadParser::too_long(Line line) {
  if (line == Line::request) return fail(414, "the request line is too long");
  return fail(431, "the header section is too large");
}

HeadParser::State HeadParser::parse(char* data, std::size_t size) {
  char* const end = data + size;
  while (true) {
    char* const line = data + line_start_;
    const Line kind = line_;
    const bool last = kind == Line::field && line != end && *line == '\r';
    const State state = kind == Line::request ? parse_request_line(line, end) : parse_field_line(line, end);
    if (state == State::failed) return state;
    const auto begun = static_cast<std::size_t>(state == State::incomplete ? end - line : data + line_start_ - line);
    if (begun > limits_.head_line || line_start_ > limits_.head_total) return too_long(kind);
    if (state == State::incomplete) return size > limits_.head_total ? too_long(kind) : state;
    if (last) return finish();
  }
}

// request-line = method SP request-target SP HTTP-version CRLF (RFC 9112 section 3). One blank, nothing else.
HeadParser::State HeadParser::parse_request_line(char* line, char* end) {
  if (line == end) return State::incomplete;
  if (*line == '\r') {
    if (line + 1 == end) return State::incomplete;
    if (line[1] != '\n' || ++blank_lines_ > max_blank_lines) return fail(400, "malformed request line");
    line_start_ += 2;
    return State::complete;
  }
  char* at = line;
  while (at != end && http::is_token_octet(*at)) ++at;
  if (at == end) return State::incomplete;
  if (*at != ' ' || at == line) return fail(400, "malformed method");
  char* const target = at + 1;
  at = target;
  at = skip_target_octets(at, end);
  if (at == end) return State::incomplete;
  if (*at != ' ' || at == target) return fail(400, "malformed request target");
  const State state = parse_version(at + 1, end, static_cast<std::size_t>(at + 1 - line));
  if (state != State::complete) return state;
  head_.method_name = view(line, target - 1);
  head_.method = http::parse_method(head_.method_name);
  return check_request_line(target, static_cast<std::size_t>(at - target));
}

HeadParser::State HeadParser::parse_version(const char* at, const char* end, std::size_t line_length) {
  constexpr std::string_view form = "HTTP/d.d\r\n";
  constexpr std::string_view usual = "HTTP/1.1\r\n";
  if (end - at >= static_cast<std::ptrdiff_t>(usual.size()) && std::memcmp(at, usual.data(), usual.size()) == 0) {
    at += usual.size();
  } else {
    for (const char expected : form) {
      if (at == end) return State::incomplete;
      const bool fits = expected == 'd' ? base::is_ascii_digit(*at) : *at == expected;
      if (!fits) return fail(400, "malformed HTTP version");
      ++at;
    }
  }
  if (at[-5] != '1') return fail(505, "this server speaks HTTP/1.1");
  head_.minor_version = at[-3] == '0' ? 0 : 1;
  line_start_ += line_length + form.size();
  line_ = Line::field;
  return State::complete;
}

HeadParser::State HeadParser::check_request_line(char* text, std::size_t size) {
  if (head_.method == http::Method::connect) return fail(501, "this server is no proxy");
  if (*text == '/') {
    head_.target = {text, size};
    return State::complete;
  }
  const Target target = parse_target({text, size}, head_.method);
  if (!target.valid) return fail(400, "malformed request target");
  authority_ = target.authority;
  head_.target = target.origin;
  if (target.origin.empty()) {
    head_.target = root_path;
  } else if (target.origin.front() == '?') {
    // The path is missing, not the query: `http://a?x` asks for `/?x`. The slash before the authority is of no more
    // use, so both move one octet to the left.
    char* const authority = text + (target.authority.data() - text);
    for (char* c = authority; c != authority + authority_.size(); ++c) c[-1] = *c;
    authority_ = {authority - 1, authority_.size()};
    char* const slash = authority + authority_.size() - 1;
    *slash = '/';
    head_.target = {slash, target.origin.size() + 1};
  }
  return State::complete;
}

// field-line = field-name ":" OWS field-value OWS CRLF (RFC 9112 section 5). A line that begins with a blank is no
// field: obs-fold and hidden fields end here.
HeadParser::State HeadParser::parse_field_line(const char* line, const char* end) {
  if (line == end) return State::incomplete;
  if (*line == '\r') {
    if (line + 1 == end) return State::incomplete;
    if (line[1] != '\n') return fail(400, "malformed end of the header section");
    line_start_ += 2;
    return State::complete;
  }
  const char* at = skip_name_octets(line, end);
  if (at == end) return State::incomplete;
  if (*at != ':' || at == line) return fail(400, "malformed field name");
  http::HeaderField field;
  field.name = view(line, at);
  ++at;
  while (at != end && is_blank(*at)) ++at;
  const char* const value = at;
  at = skip_value_octets(at, end);
  if (at == end) return State::incomplete;
  if (*at != '\r') return fail(400, "malformed field value");
  if (at + 1 == end) return State::incomplete;
  if (at[1] != '\n') return fail(400, "malformed field value");
  const char* value_end = at;
  while (value_end != value && is_blank(value_end[-1])) --value_end;
  field.value = view(value, value_end);
  line_start_ += static_cast<std::size_t>(at + 2 - line);
  return add_field(field);
}

HeadParser::State HeadParser::add_field(http::HeaderField field) {
  if (head_.fields.size() == limits_.field_lines) return fail(431, "too many header fields");
  head_.fields.push_back(field);
  switch (field.name.size()) {
    case 4:
      if (is_name(field.name, "host")) return add_host(field.value);
      break;
    case 6:
      if (is_name(field.name, "expect")) return add_expectation(field.value);
      break;
    case 10:
      if (is_name(field.name, "connection")) add_connection_options(field.value);
      break;
    case 14:
      if (is_name(field.name, "content-length")) return add_length(field.value);
      break;
    case 17:
      if (is_name(field.name, "transfer-encoding")) return add_coding(field.value);
      break;
    default:
      break;
  }
  return State::complete;
}

HeadParser::State HeadParser::add_host(std::string_view value) {
  if (host_ != none) return fail(400, "more than one host field");
  host_ = head_.fields.size() - 1;
  if (value == std::string_view(known_host_.data(), known_host_size_)) return State::complete;
  if (!is_host_value(value)) return fail(400, "malformed host field");
  if (value.size() <= known_host_.size()) {
    known_host_size_ = static_cast<std::uint8_t>(value.copy(known_host_.data(), value.size()));
  }
  return State::complete;
}

// Lists of equal lengths, which RFC 9110 section 8.6 lets a server take, are refused like every other list: a second
// number is the mark of a smuggled request.
HeadParser::State HeadParser::add_length(std::string_view value) {
  if (has_length_) return fail(400, "more than one content-length");
  has_length_ = true;
  if (value.empty()) return fail(400, "malformed content-length");
  std::uint64_t length = 0;
  bool too_large = false;  // for a number; whoever reads the content knows how much of it is too much
  for (const char c : value) {
    if (!base::is_ascii_digit(c)) return fail(400, "malformed content-length");
    const auto digit = static_cast<std::uint64_t>(c - '0');
    too_large = too_large || length > (UINT64_MAX - digit) / 10;
    length = length * 10 + digit;
  }
  framing_.length = too_large ? UINT64_MAX : length;
  return State::complete;
}

HeadParser::State HeadParser::add_coding(std::string_view value) {
  if (has_coding_ || value.empty()) return fail(400, "malformed transfer-encoding");
  has_coding_ = true;
  // RFC 9112 section 6.1: what a recipient does not understand gets 501. That includes lists that end in chunked.
  if (!base::iequals(value, "chunked")) return fail(501, "unknown transfer coding");
  framing_.chunked = true;
  return State::complete;
}

HeadParser::State HeadParser::add_expectation(std::string_view value) {
  if (head_.minor_version == 0) return State::complete;  // RFC 9110 section 10.1.1: of HTTP/1.0 to be ignored
  if (!base::iequals(value, "100-continue")) return fail(417, "unknown expectation");
  expects_continue_ = true;
  return State::complete;
}

void HeadParser::add_connection_options(std::string_view value) {
  while (!value.empty()) {
    const auto comma = value.find(',');
    const std::string_view option = trim_blanks(value.substr(0, comma));
    asks_close_ = asks_close_ || base::iequals(option, "close");
    asks_keep_alive_ = asks_keep_alive_ || base::iequals(option, "keep-alive");
    if (comma == std::string_view::npos) break;
    value.remove_prefix(comma + 1);
  }
}

HeadParser::State HeadParser::finish() {
  if (head_.minor_version == 1 && host_ == none) return fail(400, "the host field is missing");
  // RFC 9112 section 3.2.2 lets the target win. A client that names two hosts is refused instead: whatever stands in
  // front may have gone by the other one.
  if (!authority_.empty() && host_ != none && !base::iequals(head_.fields[host_].value, authority_)) {
    return fail(400, "target and host field name different hosts");
  }
  // RFC 9112 section 6.1 lets a server trust Transfer-Encoding when Content-Length is there too. Refused instead: had a
  // proxy in front trusted the other field, the octets left over would become the next client's request.
  if (has_coding_ && has_length_) return fail(400, "both transfer-encoding and content-length");
  if (has_coding_ && head_.minor_version == 0) return fail(400, "transfer-encoding in HTTP/1.0");
  keep_alive_ = !asks_close_ && (head_.minor_version == 1 || asks_keep_alive_);
  expects_continue_ = expects_continue_ && framing_.has_content();
  return State::complete;
}

}  // namespace talaria::server::h1
