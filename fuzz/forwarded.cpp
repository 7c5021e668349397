// X-Forwarded-* and Forwarded: the client is an address out of the fields, and nothing else is.
#include "server/forwarded.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/http/grammar.hpp>

namespace {

using talaria::fuzz::require;
using talaria::http::RequestHead;
using talaria::server::Forwarding;
using talaria::server::IpAddress;
using talaria::server::ProxyHeaders;

constexpr std::string_view peer = "127.0.0.1";

void check(std::string_view text, ProxyHeaders headers, std::string_view name) {
  RequestHead head;
  head.client_host = peer;
  // Two fields of the same name, cut at the first line end.
  const auto cut = text.find('\n');
  head.fields.push_back({name, text.substr(0, cut)});
  if (cut != std::string_view::npos) head.fields.push_back({name, text.substr(cut + 1)});
  static const Forwarding forwarding_x(
      {.headers = ProxyHeaders::x_forwarded, .forwarded_allow_ips = "127.0.0.1,10.0.0.0/8", .trust_host = true});
  static const Forwarding forwarding_rfc(
      {.headers = ProxyHeaders::forwarded, .forwarded_allow_ips = "127.0.0.1,10.0.0.0/8", .trust_host = true});
  (headers == ProxyHeaders::forwarded ? forwarding_rfc : forwarding_x).apply(head);
  require(IpAddress::parse(head.client_host).has_value(), "the client is an address");
  const bool from_fields =
      head.client_host.data() >= text.data() && head.client_host.data() < text.data() + text.size();
  require(from_fields || head.client_host.data() == peer.data(), "the client is the peer or stands in the fields");
  require(head.scheme == "http" || head.scheme == "https", "the scheme is one of two");
  for (const char c : head.host) require(static_cast<unsigned char>(c) > ' ', "the host is one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, ProxyHeaders::x_forwarded, "x-forwarded-for");
  check(text, ProxyHeaders::x_forwarded, "x-forwarded-proto");
  check(text, ProxyHeaders::x_forwarded, "x-forwarded-host");
  check(text, ProxyHeaders::forwarded, "forwarded");
  return 0;
}
