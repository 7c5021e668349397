// What the recorded wire cases are run against: `/echo` reports each request as it was understood, `/json` gives back
// each JSON text that it understood, `/jwt/verify` judges tokens, and `/echo` as a WebSocket gives back each message.
#include "jwt_verify.hpp"

#include <charconv>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include <talaria/app/app.hpp>
#include <talaria/base/base64.hpp>
#include <talaria/http/service.hpp>
#include <talaria/model/json.hpp>
#include <talaria/server/server.hpp>
#include <talaria/websocket/handshake.hpp>

namespace {

using talaria::Request;
using talaria::Response;
using talaria::Task;

constexpr std::string_view json_type = "application/json";

// A JSON string with one character U+0000 to U+00FF for each octet.
void append_json_string(std::string& out, std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.push_back('"');
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (octet >= 0x20 && octet < 0x7f) {
      out.push_back(c);
    } else {
      out.append("\\u00");
      out.push_back(digits[octet >> 4]);
      out.push_back(digits[octet & 15]);
    }
  }
  out.push_back('"');
}

bool is_echo_path(std::string_view path) {
  return path == "/echo" || path.substr(0, 6) == "/echo/";
}

std::string report(const Request& request, std::string_view body) {
  std::string out = "{\"method\": ";
  append_json_string(out, request.method_name());
  out.append(", \"target\": ");
  append_json_string(out, request.target());
  out.append(", \"version\": \"").append(request.http_version()).append("\"");
  out.append(", \"headers\": [");
  std::string_view separator;
  for (const auto& [name, value] : request.headers()) {
    out.append(separator).append("[");
    append_json_string(out, name);
    out.append(", ");
    append_json_string(out, value);
    out.append("]");
    separator = ", ";
  }
  out.append("], \"body_base64\": \"").append(talaria::base::base64_encode(body)).append("\"}");
  return out;
}

Response answer_json(std::string_view body) {
  const auto value = talaria::parse_json(body);
  if (!value) return Response("{\"detail\":\"This is not JSON\"}", 422, json_type);
  return Response(talaria::dump_json(*value), 200, json_type);
}

Response answer_jwt(std::string_view body) {
  std::string verdict = verify_jwt(body);
  if (verdict.empty()) return Response("{\"detail\":\"This is no question about a token\"}", 422, json_type);
  return Response(std::move(verdict), 200, json_type);
}

Task<void> echo(talaria::WebSocket& socket) {
  co_await socket.accept();
  while (true) {
    const talaria::WebSocketMessage message = co_await socket.receive();
    if (message.type == talaria::WebSocketMessage::Type::text) {
      co_await socket.send_text(message.data);
    } else {
      co_await socket.send_bytes(message.data);
    }
  }
}

// The recorded cases have messages of up to 16 MiB, and some in frames of 64 octets.
constexpr talaria::WebSocketLimits websocket_limits{.message = 16 * 1024 * 1024, .fragments = 100'000};

class EchoService final : public talaria::http::Service {
 public:
  EchoService() : websockets_({.websocket_limits = websocket_limits}) { websockets_.websocket<echo>("/echo"); }

  Task<Response> handle(Request& request) override {
    if (talaria::websocket::is_handshake(request)) co_return co_await websockets_.handle(request);
    const bool is_post = request.method() == talaria::http::Method::post;
    const bool is_json = is_post && request.raw_path() == "/json";
    const bool is_jwt = is_post && request.raw_path() == "/jwt/verify";
    if (!is_json && !is_jwt && !is_echo_path(request.raw_path())) {
      co_return Response("{\"detail\":\"Not Found\"}", 404, json_type);
    }
    if (request.method() == talaria::http::Method::trace) {
      Response refusal("{\"detail\":\"Method Not Allowed\"}", 405, json_type);
      refusal.headers.set("allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH, QUERY");
      co_return refusal;
    }
    std::string_view body;
    try {
      body = co_await request.body();
    } catch (const talaria::http::BodyError& error) {
      co_return Response(std::string("{\"detail\":\"") + error.what() + "\"}", error.status_code(), json_type);
    }
    if (is_json) co_return answer_json(body);
    if (is_jwt) co_return answer_jwt(body);
    co_return Response(report(request, body), 200, json_type);
  }
  Task<void> startup() override { return websockets_.startup(); }
  Task<void> shutdown() override { return websockets_.shutdown(); }

 private:
  talaria::App websockets_;
};

}  // namespace

int main(int argc, char** argv) {
  talaria::server::ServerOptions options;
  options.threads = 1;
  // The recorded cases are about HTTP/1, and one of them asks what that makes of the preface of HTTP/2.
  options.http2 = false;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = argv[i + 1];
    if (name == "--port") std::from_chars(value.data(), value.data() + value.size(), options.port);
    if (name == "--http2") options.http2 = value == "1";
    if (name == "--threads") std::from_chars(value.data(), value.data() + value.size(), options.threads);
  }
  try {
    EchoService service;
    talaria::server::Server server(service, options);
    server.start();
    std::printf("listening on http://%s:%u\n", options.host.c_str(), static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    talaria::server::run_until_signal(server);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "echo_server: %s\n", error.what());
    return 1;
  }
  return 0;
}
