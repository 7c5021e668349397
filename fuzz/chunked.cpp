// Chunked content: whole and in pieces it must give the same octets, and never more than allowed.
#include "require.hpp"
#include "server/h1/body_decoder.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

namespace {

using talaria::fuzz::require;
using talaria::server::Limits;
using talaria::server::h1::BodyDecoder;
using talaria::server::h1::Framing;

struct Outcome {
  std::string content;
  std::size_t consumed = 0;
  int status = 0;
  bool done = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome decode(const std::uint8_t* data, std::size_t size, bool in_pieces, const Limits& limits) {
  BodyDecoder decoder(limits);
  decoder.start(Framing{.chunked = true, .length = 0});
  Outcome out;
  std::size_t at = 0;
  while (at < size && !decoder.done() && !decoder.error()) {
    const std::size_t piece = in_pieces ? std::min<std::size_t>(size - at, 1 + data[at] % 5) : size - at;
    const std::unique_ptr<char[]> block(new char[piece]);
    std::memcpy(block.get(), data + at, piece);
    const auto step = decoder.decode(block.get(), piece);
    require(step.produced <= step.consumed && step.consumed <= piece, "a step stays within its input");
    out.content.append(block.get(), step.produced);
    out.consumed += step.consumed;
    at += piece;
  }
  out.status = decoder.error().status;
  out.done = decoder.done();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Limits limits;
  limits.content = 1000;
  limits.chunk_extensions = 200;
  limits.trailers = 200;
  limits.trailer_fields = 5;
  const Outcome whole = decode(data, size, false, limits);
  require(whole.content.size() <= limits.content, "the content keeps its limit");
  require(!whole.done || whole.status == 0, "content is not both done and bad");
  require(whole == decode(data, size, true, limits), "pieces and whole agree");
  return 0;
}
