// From what a handler gave to the response: by the response model, the response class and what was set on the way.
#pragma once
#include <optional>
#include <string>

#include <talaria/describe/operation_info.hpp>
#include <talaria/http/response.hpp>

namespace talaria::operation {

/// Puts the response of a handler's result into `out`. `injected` is what handlers and dependencies took as Response&;
/// null when nobody did. Throws ResponseValidationError when the result does not fit the response model.
void make_response(const describe::OperationInfo& info, void* result, const Response* injected,
                   std::optional<Response>& out);

/// Appends a value of the stream that a handler gave as JSON, by the response model. Throws as above.
void write_item(const describe::OperationInfo& info, const void* value, std::string& out);

}  // namespace talaria::operation
