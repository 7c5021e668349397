// The AsyncAPI 3.0 document of an app's WebSockets: a pure function of the operations, as the OpenAPI document is.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/describe/operation_info.hpp>
#include <talaria/model/json.hpp>
#include <talaria/openapi/document.hpp>

namespace talaria::openapi {

/// The document of those WebSocket routes, in their order: a channel for each, an operation for what the app receives
/// there and one for what it sends. Messages of a TypedWebSocket have their schemas; nothing is known of others.
[[nodiscard]] Json build_asyncapi_document(const DocumentInfo& info,
                                           std::span<const describe::OperationInfo* const> websockets);

/// The parameter by which the handler, or a dependency, takes its WebSocket; null when there is none.
[[nodiscard]] const describe::ParameterInfo* find_websocket(const describe::CallableInfo& callable);

/// A page that shows such a document, without a script: `document` is what build_asyncapi_document made, and
/// `document_url` where it is served.
[[nodiscard]] std::string asyncapi_html(const Json& document, std::string_view document_url);

}  // namespace talaria::openapi
