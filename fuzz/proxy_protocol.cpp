// The PROXY header: whole and in pieces it must say the same, and never take more than its own octets.
#include "server/proxy_protocol.hpp"

#include "require.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

namespace {

using talaria::fuzz::require;
using talaria::server::ProxyHeaderParser;

struct Outcome {
  ProxyHeaderParser parser;
  std::size_t taken = 0;
};

Outcome parse(const std::uint8_t* data, std::size_t size, bool in_pieces) {
  Outcome out;
  while (out.taken < size && out.parser.state() == ProxyHeaderParser::State::incomplete) {
    const std::size_t rest = size - out.taken;
    const std::size_t piece = in_pieces ? std::min<std::size_t>(rest, 1 + data[out.taken] % 5) : rest;
    const std::unique_ptr<char[]> block(new char[piece]);
    std::memcpy(block.get(), data + out.taken, piece);
    const std::size_t taken = out.parser.feed({block.get(), piece});
    require(taken <= piece, "no more is taken than there is");
    require(taken == piece || out.parser.state() != ProxyHeaderParser::State::incomplete,
            "what is not taken is not wanted");
    out.taken += taken;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Outcome whole = parse(data, size, false);
  const Outcome pieces = parse(data, size, true);
  require(whole.taken <= ProxyHeaderParser::longest, "a header keeps its limit");
  require(whole.parser.state() == pieces.parser.state(), "pieces and whole agree");
  if (whole.parser.state() == ProxyHeaderParser::State::failed) return 0;
  require(whole.taken == pieces.taken, "pieces and whole take as much");
  const auto& one = whole.parser.header();
  const auto& other = pieces.parser.header();
  require(one.has_client == other.has_client && one.client == other.client && one.client_port == other.client_port &&
              one.secure == other.secure,
          "pieces and whole say the same");
  return 0;
}
