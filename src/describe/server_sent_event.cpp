#include "describe/python_json.hpp"

#include <talaria/describe/server_sent_event.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace {

void check_line(std::string_view text, const char* name) {
  if (text.find_first_of("\r\n") != std::string_view::npos) {
    throw ValueError(std::string("SSE '") + name + "' must be a single line");
  }
  if (text.find('\0') != std::string_view::npos) {
    throw ValueError(std::string("SSE '") + name + "' must not contain null characters");
  }
}

// A field for each line; a line ends with LF, CR or CR LF.
void write_lines(std::string& out, std::string_view field, std::string_view text) {
  while (true) {
    const auto end = text.find_first_of("\r\n");
    out.append(field).append(text.substr(0, end)).append("\n");
    if (end == std::string_view::npos) return;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
}

}  // namespace

ServerSentEvent::ServerSentEvent(const model::TypeInfo& type, const void* object) {
  if (type.kind == model::Kind::object) {
    model::write_json(data_.emplace(), type, object);
    return;
  }
  const Json data = model::to_json(type, object);
  if (!data.is_null()) describe::write_python_json(data_.emplace(), data);
}

ServerSentEvent::ServerSentEvent(std::string_view text) {
  describe::write_python_json(data_.emplace(), text);
}

ServerSentEvent ServerSentEvent::raw(std::string_view text) {
  ServerSentEvent event;
  event.data_ = text;
  return event;
}

ServerSentEvent& ServerSentEvent::event(std::string_view name) & {
  check_line(name, "event");
  event_ = name;
  return *this;
}

ServerSentEvent& ServerSentEvent::id(std::string_view id) & {
  check_line(id, "id");
  id_ = id;
  return *this;
}

ServerSentEvent& ServerSentEvent::retry(std::int64_t milliseconds) & {
  if (milliseconds < 0) throw ValueError("SSE 'retry' must not be negative");
  retry_ = milliseconds;
  return *this;
}

ServerSentEvent& ServerSentEvent::comment(std::string_view text) & {
  comment_ = text;
  return *this;
}

void ServerSentEvent::write(std::string& out) const {
  if (comment_) write_lines(out, ": ", *comment_);
  if (event_) out.append("event: ").append(*event_).append("\n");
  if (data_) write_lines(out, "data: ", *data_);
  if (id_) out.append("id: ").append(*id_).append("\n");
  if (retry_) out.append("retry: ").append(std::to_string(*retry_)).append("\n");
  out += '\n';
}

void describe::write_event(std::string& out, std::string_view data) {
  write_lines(out, "data: ", data);
  out += '\n';
}

}  // namespace talaria
