#include <talaria/base/base64.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/crypto/sha1.hpp>
#include <talaria/websocket/handshake.hpp>

namespace talaria::websocket {

namespace {

// RFC 6455 section 1.3.
constexpr std::string_view guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::size_t key_octets = 16;

// Whether one of the field's comma-separated values is `token`, whatever its case.
bool has_token(const http::RequestHeaders& headers, std::string_view name, std::string_view token) {
  for (const auto& field : headers) {
    // Asked of every request, so the sizes are compared here.
    if (field.name.size() != name.size() || !base::iequals(field.name, name)) continue;
    std::string_view value = field.value;
    while (true) {
      const auto comma = value.find(',');
      if (base::iequals(base::trim(value.substr(0, comma)), token)) return true;
      if (comma == std::string_view::npos) break;
      value.remove_prefix(comma + 1);
    }
  }
  return false;
}

Unexpected<Response> refuse(int status_code, std::string reason) {
  return Unexpected<Response>(PlainTextResponse(std::move(reason), status_code));
}

}  // namespace

bool is_handshake(const Request& request) {
  // RFC 9110 section 7.8: a server ignores `upgrade` in HTTP/1.0. HTTP/2 has no such field.
  return request.method() == http::Method::get && request.http_version() == "1.1" &&
         has_token(request.headers(), "upgrade", "websocket") && has_token(request.headers(), "connection", "upgrade");
}

Result<std::string, Response> check_handshake(const Request& request) {
  const http::RequestHeaders& headers = request.headers();
  // Content would be taken for frames, or frames for content.
  if (headers.contains("transfer-encoding") || headers.get("content-length").value_or("0") != "0") {
    return refuse(400, "A WebSocket handshake has no content");
  }
  const auto versions = headers.get_all("sec-websocket-version");
  if (versions.size() != 1 || versions.front() != "13") {
    Response refusal = PlainTextResponse("Only version 13 of the WebSocket protocol is spoken here", 426);
    refusal.headers.set("sec-websocket-version", "13");
    refusal.headers.set("upgrade", "websocket");
    return Unexpected<Response>(std::move(refusal));
  }
  const auto keys = headers.get_all("sec-websocket-key");
  const auto key = keys.size() == 1 ? base::base64_decode(keys.front()) : std::nullopt;
  if (!key || key->size() != key_octets) return refuse(400, "The Sec-WebSocket-Key is not 16 octets in base64");
  return accept_value(keys.front());
}

std::string accept_value(std::string_view key) {
  return base::base64_encode(crypto::sha1(std::string(key).append(guid)));
}

}  // namespace talaria::websocket
