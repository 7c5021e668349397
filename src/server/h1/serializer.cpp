#include "server/h1/serializer.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>
#include <talaria/http/status.hpp>

namespace talaria::server::h1 {

namespace {

constexpr int first_status = 200;
constexpr int last_status = 599;

std::string make_status_line(int status_code) {
  std::string line = "HTTP/1.1 " + std::to_string(status_code) + ' ';
  line.append(http::reason_phrase(status_code)).append("\r\n");
  return line;
}

std::string_view status_line(int status_code) {
  static const auto lines = [] {
    std::array<std::string, last_status - first_status + 1> all;
    for (int code = first_status; code <= last_status; ++code) {
      all[static_cast<std::size_t>(code - first_status)] = make_status_line(code);
    }
    return all;
  }();
  return lines[static_cast<std::size_t>(status_code - first_status)];
}

// Fields whose value only the server knows.
enum class Field : std::uint8_t { plain, connection, content_length, content_type, date, transfer_encoding };

Field classify(std::string_view name) {
  using base::iequals;
  if (name.size() == 4 && iequals(name, "date")) return Field::date;
  if (name.size() == 10 && iequals(name, "connection")) return Field::connection;
  if (name.size() == 12 && iequals(name, "content-type")) return Field::content_type;
  if (name.size() == 14 && iequals(name, "content-length")) return Field::content_length;
  if (name.size() == 17 && iequals(name, "transfer-encoding")) return Field::transfer_encoding;
  return Field::plain;
}

std::optional<std::size_t> read_length(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

void write_field(OutputBuffer& out, std::string_view name, std::string_view value) {
  out.append(name);
  out.append(": ");
  out.append(value);
  out.append("\r\n");
}

void write_length(OutputBuffer& out, std::size_t length) {
  constexpr std::string_view name = "content-length: ";
  char* const begin = out.prepare(name.size() + 22);
  name.copy(begin, name.size());
  char* end = std::to_chars(begin + name.size(), begin + name.size() + 20, length).ptr;
  *end++ = '\r';
  *end++ = '\n';
  out.commit(static_cast<std::size_t>(end - begin));
}

bool asks_close(std::string_view value) {
  while (true) {
    const auto comma = value.find(',');
    if (base::iequals(base::trim(value.substr(0, comma)), "close")) return true;
    if (comma == std::string_view::npos) return false;
    value.remove_prefix(comma + 1);
  }
}

bool is_writable(const Response& response) {
  return response.status_code >= first_status && response.status_code <= last_status &&
         http::is_field_value(response.media_type);
}

ContentFrame frame_content(const Response& response, const ResponseFrame& frame,
                           std::optional<std::size_t> declared_length) {
  ContentFrame content;
  if (response.status_code == 204 || response.status_code == 304) return content;
  content.has_content = !frame.is_head;
  if (!response.stream) {
    // An answer to HEAD may say how long the answer to GET would be (RFC 9110 section 8.6).
    content.length = frame.is_head && response.body.empty() ? declared_length.value_or(0) : response.body.size();
  } else if (declared_length) {
    content.length = *declared_length;
  } else if (frame.minor_version == 0) {
    content.ends_with_close = true;
  } else {
    content.chunked = true;
  }
  return content;
}

}  // namespace

ContentFrame write_head(OutputBuffer& out, const Response& response, ResponseFrame& frame) {
  if (!is_writable(response)) {
    frame.keep_alive = false;
    ContentFrame none = write_head(out, Response({}, 500), frame);
    none.has_content = false;
    return none;
  }
  out.append(status_line(response.status_code));
  std::optional<std::size_t> declared_length;
  bool has_type = false;
  bool has_date = false;
  for (const auto& [name, value] : response.headers) {
    const Field field = classify(name);
    if (field == Field::content_length) declared_length = read_length(value);
    if (field == Field::connection && asks_close(value)) frame.keep_alive = false;
    if (field == Field::content_length || field == Field::transfer_encoding || field == Field::connection) continue;
    has_type = has_type || field == Field::content_type;
    has_date = has_date || field == Field::date;
    write_field(out, name, value);
  }
  const ContentFrame content = frame_content(response, frame, declared_length);
  if (!has_date) write_field(out, "date", frame.date);
  if (!has_type && !response.media_type.empty()) write_field(out, "content-type", response.media_type);
  if (content.chunked) {
    out.append("transfer-encoding: chunked\r\n");
  } else if (!content.ends_with_close && response.status_code != 204 && response.status_code != 304) {
    write_length(out, content.length);
  }
  frame.keep_alive = frame.keep_alive && !content.ends_with_close;
  if (!frame.keep_alive) {
    out.append("connection: close\r\n");
  } else if (frame.minor_version == 0) {
    out.append("connection: keep-alive\r\n");
  }
  out.append("\r\n");
  return content;
}

void write_chunk(OutputBuffer& out, std::string_view piece) {
  if (piece.empty()) return;
  char* const begin = out.prepare(20);
  char* end = std::to_chars(begin, begin + 16, piece.size(), 16).ptr;
  *end++ = '\r';
  *end++ = '\n';
  out.commit(static_cast<std::size_t>(end - begin));
  out.append(piece);
  out.append("\r\n");
}

void write_last_chunk(OutputBuffer& out) {
  out.append("0\r\n\r\n");
}

void write_continue(OutputBuffer& out) {
  out.append("HTTP/1.1 100 Continue\r\n\r\n");
}

}  // namespace talaria::server::h1
