#include "server/h1/serializer.hpp"

#include "server/h1/scan.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include <talaria/base/strings.hpp>
#include <talaria/http/date.hpp>
#include <talaria/http/status.hpp>

namespace talaria::server::h1 {

namespace {

constexpr int first_status = 200;
constexpr int last_status = 599;
constexpr int switching_protocols = 101;

// Text that is copied as a whole block: a copy of known size is a few instructions.
struct Block {
  std::array<char, 64> octets{};
  std::size_t size = 0;

  constexpr void append(std::string_view text) {
    for (const char c : text) octets[size++] = c;
  }
};

Block make_status_line(int status_code) {
  Block line;
  line.append("HTTP/1.1 ");
  for (const int divisor : {100, 10, 1}) {
    const char digit = static_cast<char>('0' + status_code / divisor % 10);
    line.append({&digit, 1});
  }
  line.append(" ");
  line.append(http::reason_phrase(status_code));
  line.append("\r\n");
  return line;
}

const Block& status_line(int status_code) {
  if (status_code == switching_protocols) {
    static const Block line = make_status_line(switching_protocols);
    return line;
  }
  static const auto lines = [] {
    std::array<Block, last_status - first_status + 1> all;
    for (int code = first_status; code <= last_status; ++code) {
      all[static_cast<std::size_t>(code - first_status)] = make_status_line(code);
    }
    return all;
  }();
  return lines[static_cast<std::size_t>(status_code - first_status)];
}

// The media types of nearly all responses: known to be writable, and with the name of the field that follows.
struct UsualType {
  std::string_view type;
  Block field;

  constexpr explicit UsualType(std::string_view text) : type(text) {
    field.append("content-type: ");
    field.append(text);
    field.append("\r\n");
  }
};

constexpr UsualType json_type("application/json");
constexpr UsualType text_type("text/plain; charset=utf-8");
constexpr UsualType html_type("text/html; charset=utf-8");

// The block of a usual media type, or null.
const Block* usual_type(std::string_view media_type) {
  if (media_type == json_type.type) return &json_type.field;
  if (media_type == text_type.type) return &text_type.field;
  if (media_type == html_type.type) return &html_type.field;
  return nullptr;
}

// Fields whose value only the server knows.
enum class Field : std::uint8_t { plain, connection, content_length, content_type, date, transfer_encoding };

Field classify(std::string_view name) {
  if (is_name(name, "date")) return Field::date;
  if (is_name(name, "connection")) return Field::connection;
  if (is_name(name, "content-type")) return Field::content_type;
  if (is_name(name, "content-length")) return Field::content_length;
  if (is_name(name, "transfer-encoding")) return Field::transfer_encoding;
  return Field::plain;
}

std::optional<std::size_t> read_length(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// Writes into room that was asked for beforehand.
class Cursor {
 public:
  Cursor(OutputBuffer& out, std::size_t room) : out_(out), begin_(out.prepare(room)), at_(begin_) {}
  ~Cursor() { out_.commit(static_cast<std::size_t>(at_ - begin_)); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  void text(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  // All octets of the block are copied, those that count stay.
  void block(const Block& block) {
    std::memcpy(at_, block.octets.data(), block.octets.size());
    at_ += block.size;
  }
  void date(std::string_view date) {
    if (date.size() != http::http_date_length) return text(date);
    std::memcpy(at_, date.data(), http::http_date_length);
    at_ += http::http_date_length;
  }
  // A literal: its length is known where it is copied.
  template <std::size_t N>
  void literal(const char (&text)[N]) {
    std::memcpy(at_, text, N - 1);
    at_ += N - 1;
  }
  void number(std::size_t value) { at_ = std::to_chars(at_, at_ + 20, value).ptr; }
  void field(std::string_view name, std::string_view value) {
    text(name);
    literal(": ");
    text(value);
    literal("\r\n");
  }

 private:
  OutputBuffer& out_;
  char* begin_;
  char* at_;
};

// Status line, date, media type's name, framing, connection: whatever is not in the response's own text; and a block
// that is copied beyond its end.
constexpr std::size_t fixed_room = 384;

std::size_t room_for(const Response& response) {
  std::size_t room = fixed_room + response.media_type.size();
  for (const auto& [name, value] : response.headers) room += name.size() + value.size() + 4;
  return room;
}

bool asks_close(std::string_view value) {
  while (true) {
    const auto comma = value.find(',');
    if (base::iequals(base::trim(value.substr(0, comma)), "close")) return true;
    if (comma == std::string_view::npos) return false;
    value.remove_prefix(comma + 1);
  }
}

bool is_writable(const Response& response, const ResponseFrame& frame, const Block* type) {
  const bool is_final = response.status_code >= first_status && response.status_code <= last_status;
  if (frame.switches_protocol ? response.status_code != switching_protocols : !is_final) return false;
  if (type != nullptr) return true;
  const char* const end = response.media_type.data() + response.media_type.size();
  return skip_value_octets(response.media_type.data(), end) == end;
}

ContentFrame frame_content(const Response& response, const ResponseFrame& frame,
                           std::optional<std::size_t> declared_length) {
  ContentFrame content;
  if (frame.switches_protocol || response.status_code == 204 || response.status_code == 304) return content;
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
  const Block* const type = usual_type(response.media_type);
  if (!is_writable(response, frame, type)) {
    frame.keep_alive = false;
    frame.switches_protocol = false;
    ContentFrame none = write_head(out, Response({}, 500), frame);
    none.has_content = false;
    return none;
  }
  Cursor to(out, room_for(response));
  to.block(status_line(response.status_code));
  std::optional<std::size_t> declared_length;
  bool has_type = false;
  bool has_date = false;
  for (const auto& [name, value] : response.headers) {
    const Field field = classify(name);
    if (field == Field::content_length) declared_length = read_length(value);
    if (field == Field::connection && asks_close(value)) frame.keep_alive = false;
    if (field == Field::content_length || field == Field::transfer_encoding) continue;
    if (field == Field::connection && !frame.switches_protocol) continue;
    has_type = has_type || field == Field::content_type;
    has_date = has_date || field == Field::date;
    to.field(name, value);
  }
  const ContentFrame content = frame_content(response, frame, declared_length);
  if (!has_date) {
    to.literal("date: ");
    to.date(frame.date);
    to.literal("\r\n");
  }
  if (!has_type && type != nullptr) {
    to.block(*type);
  } else if (!has_type && !response.media_type.empty()) {
    to.literal("content-type: ");
    to.text(response.media_type);
    to.literal("\r\n");
  }
  if (frame.switches_protocol) {
    to.literal("\r\n");
    return content;
  }
  if (content.chunked) {
    to.literal("transfer-encoding: chunked\r\n");
  } else if (!content.ends_with_close && response.status_code != 204 && response.status_code != 304) {
    to.literal("content-length: ");
    to.number(content.length);
    to.literal("\r\n");
  }
  frame.keep_alive = frame.keep_alive && !content.ends_with_close;
  if (!frame.keep_alive) {
    to.literal("connection: close\r\n");
  } else if (frame.minor_version == 0) {
    to.literal("connection: keep-alive\r\n");
  }
  to.literal("\r\n");
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
