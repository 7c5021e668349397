// EventSourceResponse: events for a browser's EventSource, or any client of a `text/event-stream`.
#pragma once
#include <talaria/describe/server_sent_event.hpp>
#include <talaria/http/streaming_response.hpp>

namespace talaria {

/// Server-sent events. As the response class of a handler that yields, each value becomes an event: a ServerSentEvent
/// as it says, anything else as JSON in its `data`. Where no event comes for 15 seconds, a comment keeps proxies from
/// closing the connection; and the server, when it stops, ends the stream, since its clients come back by themselves.
class EventSourceResponse : public StreamingResponse {
 public:
  static constexpr std::string_view documented_media_type = "text/event-stream";
  explicit EventSourceResponse(Stream<ServerSentEvent> events, int status = 200, http::Headers fields = {});
  explicit EventSourceResponse(Generator<ServerSentEvent> events, int status = 200, http::Headers fields = {});
  /// Of what is written as events already.
  explicit EventSourceResponse(http::StreamContent content, int status = 200, http::Headers fields = {});
};

}  // namespace talaria
