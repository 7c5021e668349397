// Frames of a client: whole and in pieces they must mean the same, and what comes out must hold its promises.
#include "require.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include <talaria/base/utf8.hpp>
#include <talaria/websocket/exceptions.hpp>
#include <talaria/websocket/frames.hpp>

namespace {

using talaria::fuzz::require;
using namespace talaria::websocket;
using Kind = Event::Kind;

constexpr talaria::WebSocketLimits limits{.message = 1000, .fragments = 20};

void check(const Event& event) {
  if (event.kind == Kind::text) require(talaria::base::is_valid_utf8(event.data), "a text is UTF-8");
  if (event.kind == Kind::text || event.kind == Kind::binary) {
    require(event.data.size() <= limits.message, "a message keeps its limit");
  }
  if (event.kind == Kind::ping || event.kind == Kind::pong) {
    require(event.data.size() <= 125, "a control frame is short");
  }
  if (event.kind == Kind::close) {
    require(event.code == 1005 || is_close_code(event.code), "a close code is one");
    require(talaria::base::is_valid_utf8(event.data), "a reason is UTF-8");
    require(event.data.size() <= longest_reason, "a reason is short");
  }
  if (event.kind == Kind::failed) require(is_close_code(event.code), "a failure can be told");
}

// All events as a text. Slices are exact copies, so that a read behind the end shows.
std::string read(std::string_view octets, std::size_t slice) {
  FrameParser parser(limits);
  std::string out;
  while (!octets.empty()) {
    const std::size_t size = std::min(slice, octets.size());
    const std::unique_ptr<char[]> block(new char[size]);
    std::memcpy(block.get(), octets.data(), size);
    octets.remove_prefix(size);
    std::string_view piece(block.get(), size);
    while (true) {
      const Event event = parser.next(piece);
      if (event.kind == Kind::incomplete) break;
      check(event);
      out.append(std::to_string(static_cast<int>(event.kind))).append(":").append(std::to_string(event.code));
      out.append(":").append(event.data).append(";");
      if (event.kind == Kind::failed) return out;
    }
    require(piece.empty(), "everything is taken");
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const std::string whole = read(octets, size);
  require(read(octets, 1) == whole, "octet by octet it is the same");
  require(read(octets, 5) == whole, "in slices it is the same");
  return 0;
}
