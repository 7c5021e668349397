// The content of an EventSourceResponse.
#pragma once
#include "http/stream_body.hpp"

#include <talaria/http/streaming_response.hpp>

namespace talaria::describe {

/// Events of the values of a coroutine; `write` appends one. With keep-alives.
[[nodiscard]] http::StreamContent event_stream(async::Yielding source, bool may_block, http::StreamEncoding encoding);

}  // namespace talaria::describe
