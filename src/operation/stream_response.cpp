#include "operation/stream_response.hpp"

#include "describe/event_stream.hpp"
#include "describe/python_json.hpp"
#include "operation/make_response.hpp"

#include <talaria/http/media_type.hpp>
#include <talaria/http/streaming_response.hpp>
#include <talaria/model/dump.hpp>

namespace talaria::operation {

namespace {

constexpr std::string_view json_lines = "application/jsonl";

// The value as JSON. FastAPI writes what it knows no type of with json.dumps.
void write_value(const describe::OperationInfo& info, const void* value, std::string& out) {
  if (info.response_type != nullptr) {
    write_item(info, value, out);
  } else {
    describe::write_python_json(out, model::to_json(*info.handler->result.type, value));
  }
}

void write_line(const void* info, const void* value, std::string& out) {
  write_value(*static_cast<const describe::OperationInfo*>(info), value, out);
  out += '\n';
}

void write_event(const void* info, const void* value, std::string& out) {
  std::string data;
  write_value(*static_cast<const describe::OperationInfo*>(info), value, data);
  describe::write_event(out, data);
}

http::StreamContent content_of(const describe::OperationInfo& info, void* stream) {
  const describe::StreamInfo& kind = *info.handler->result.stream;
  async::Yielding source = kind.take(stream);
  http::StreamEncoding encoding;
  encoding.argument = &info;
  if (info.response_class->is_event_stream) {
    encoding.write = kind.write_event != nullptr ? kind.write_event : &write_event;
    return describe::event_stream(std::move(source), kind.may_block, encoding);
  }
  if (info.response_class->make_of_stream != nullptr) {
    encoding.octets = kind.octets;
  } else {
    encoding.write = &write_line;
  }
  return http::make_stream_content(std::move(source), kind.may_block, encoding);
}

}  // namespace

Response make_stream_response(const describe::OperationInfo& info, void* stream, int status_code) {
  const describe::ResponseClassInfo& response_class = *info.response_class;
  http::StreamContent content = content_of(info, stream);
  if (response_class.make_of_stream == nullptr) {
    return StreamingResponse(std::move(content), status_code, json_lines);
  }
  Response response = response_class.make_of_stream(std::move(content), status_code);
  if (!response_class.media_type.empty() && !response.headers.contains("content-type")) {
    response.headers.set("content-type", http::content_type_of(response_class.media_type));
  }
  return response;
}

}  // namespace talaria::operation
