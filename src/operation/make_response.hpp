// From what a handler gave to the response: by the response model, the response class and what was set on the way.
#pragma once
#include <talaria/describe/operation_info.hpp>
#include <talaria/http/response.hpp>

namespace talaria::operation {

/// The response of a handler's result. `injected` is what handlers and dependencies took as Response&; null when nobody
/// did. Throws ResponseValidationError when the result does not fit the response model.
[[nodiscard]] Response make_response(const describe::OperationInfo& info, void* result, const Response* injected);

}  // namespace talaria::operation
