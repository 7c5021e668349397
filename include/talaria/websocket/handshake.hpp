// The opening handshake, as a server sees it (RFC 6455 section 4.2).
#pragma once
#include <string>
#include <string_view>

#include <talaria/base/result.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria::websocket {

/// Whether the request asks for a WebSocket: a GET of HTTP/1.1 with `connection: upgrade` and `upgrade: websocket`.
[[nodiscard]] bool is_handshake(const Request& request);

/// Checks the rest of a handshake: the `sec-websocket-accept` value to answer with, or the response that refuses it
/// (400; 426 for another version, RFC 6455 section 4.4).
[[nodiscard]] Result<std::string, Response> check_handshake(const Request& request);

/// The `sec-websocket-accept` value for a `sec-websocket-key`.
[[nodiscard]] std::string accept_value(std::string_view key);

}  // namespace talaria::websocket
