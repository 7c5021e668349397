// From the Stream or Generator of a handler to the response that sends its values.
#pragma once
#include <talaria/describe/operation_info.hpp>
#include <talaria/http/response.hpp>

namespace talaria::operation {

/// JSON Lines, events, or the texts as they are: what the response class says. `stream` is the handler's result, whose
/// coroutine is taken; `info` must outlive the response.
[[nodiscard]] Response make_stream_response(const describe::OperationInfo& info, void* stream, int status_code);

}  // namespace talaria::operation
