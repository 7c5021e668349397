#include "describe/event_stream.hpp"

#include <chrono>

#include <talaria/describe/event_source_response.hpp>

namespace talaria {

namespace {

// As FastAPI has it; HTML recommends "every 15 seconds or so".
constexpr std::string_view keep_alive = ": ping\n\n";
constexpr auto keep_alive_after = std::chrono::seconds(15);

http::StreamContent content_of(async::Yielding events, bool may_block) {
  http::StreamEncoding encoding;
  encoding.write = [](const void*, const void* event, std::string& out) {
    static_cast<const ServerSentEvent*>(event)->write(out);
  };
  return describe::event_stream(std::move(events), may_block, encoding);
}

}  // namespace

http::StreamContent describe::event_stream(async::Yielding source, bool may_block, http::StreamEncoding encoding) {
  encoding.keep_alive = keep_alive;
  encoding.keep_alive_after = keep_alive_after;
  encoding.resumable = true;
  return http::make_stream_content(std::move(source), may_block, encoding);
}

EventSourceResponse::EventSourceResponse(Stream<ServerSentEvent> events, int status, http::Headers fields)
    : EventSourceResponse(content_of(std::move(events).release(), false), status, std::move(fields)) {}

EventSourceResponse::EventSourceResponse(Generator<ServerSentEvent> events, int status, http::Headers fields)
    : EventSourceResponse(content_of(std::move(events).release(), true), status, std::move(fields)) {}

EventSourceResponse::EventSourceResponse(http::StreamContent content, int status, http::Headers fields)
    : StreamingResponse(std::move(content), status, documented_media_type, std::move(fields)) {
  headers.set("cache-control", "no-cache");
  // nginx would hold events back.
  headers.set("x-accel-buffering", "no");
}

}  // namespace talaria
