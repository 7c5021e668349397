// Octets of an HTTP/2 client: whole and in pieces they must mean the same requests, and whatever comes, the session
// keeps its limits and stays in memory that is small against what was sent. nghttp2's HPACK decoder is driven by it.
#include "octets.hpp"
#include "require.hpp"
#include "server/h2/session.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using talaria::fuzz::Octets;
using talaria::fuzz::require;
using namespace talaria::server;
using h2::Session;
using h2::Stream;

constexpr std::string_view opening{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33};
constexpr talaria::async::TimePoint now{std::chrono::seconds{100}};

Limits limits() {
  Limits small;
  small.http2.concurrent_streams = 8;
  small.http2.header_list = 4096;
  small.http2.stream_window = 20'000;
  small.http2.connection_window = 80'000;
  small.http2.resets = 50;
  small.http2.control_frames = 50;
  small.http2.idle_frames = 50;
  return small;
}

void check_head(Stream& stream) {
  const auto& head = stream.head.head();
  if (stream.head.error()) return;
  require(!head.method_name.empty(), "a request has a method");
  require(!head.target.empty() && (head.target.front() == '/' || head.target == "*"), "a target is in origin form");
  int hosts = 0;
  for (const auto& [name, value] : head.fields) {
    require(!name.empty() && name.front() != ':', "pseudo-header fields are no fields");
    require(name != "connection" && name != "transfer-encoding" && name != "upgrade", "there is no connection");
    for (const char c : name) require((c < 'A' || c > 'Z') && c > ' ' && c < 0x7f, "a name is in lower case");
    for (const char c : value) require(c != '\r' && c != '\n' && c != '\0', "a value is one line");
    hosts += name == "host" ? 1 : 0;
  }
  require(hosts == 1, "there is one host");
}

void feed(Session& session, std::string_view octets) {
  // An exact copy, so that a read behind the end shows.
  const std::unique_ptr<char[]> block(new char[octets.size()]);
  std::memcpy(block.get(), octets.data(), octets.size());
  session.feed({block.get(), octets.size()}, now);
}

// What the requests are, when nothing is sent and nothing read before all has come.
std::string read(std::string_view octets, std::size_t slice) {
  const Limits own = limits();
  Session session(own);
  feed(session, opening);
  while (!octets.empty()) {
    const std::string_view piece = octets.substr(0, slice);
    feed(session, piece);
    octets.remove_prefix(piece.size());
    require(session.streams() <= own.http2.concurrent_streams, "the streams keep their limit");
  }
  std::vector<std::string> seen;
  while (Stream* const stream = session.next_ready()) {
    check_head(*stream);
    const auto& head = stream->head.head();
    std::string one = std::to_string(stream->id);
    one.append(" ").append(head.method_name).append(" ").append(head.target);
    for (const auto& [name, value] : head.fields) one.append("\n").append(name).append(":").append(value);
    one.append("\n").append(std::to_string(stream->head.error().status)).append(stream->incoming_ended ? " end " : " ");
    // What is wrong shows in the middle of a piece, so content that has no right end may be cut anywhere.
    if (stream->incoming_ended) one.append(stream->incoming);
    require(stream->incoming.size() <= 65'535, "content stays within the window");
    seen.push_back(std::move(one));
  }
  std::sort(seen.begin(), seen.end());
  std::string all;
  for (const std::string& one : seen) all.append(one).append(";");
  return all;
}

// A server that does a bit of everything, as the octets say.
class Server {
 public:
  void run(std::string_view octets) {
    Octets choices(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size());
    feed(session_, opening);
    std::size_t sent = opening.size();
    while (!octets.empty() && !session_.is_over()) {
      const std::string_view piece = octets.substr(0, 1 + choices.below(200));
      feed(session_, piece);
      octets.remove_prefix(piece.size());
      sent += piece.size();
      serve(choices);
      take();
      require(session_.streams() <= limits_.http2.concurrent_streams, "the streams keep their limit");
    }
    // Each request may be answered with its content, and each frame with some frames.
    require(written_ <= 1000 + 40 * sent + answers_ * 600, "the answers are in proportion");
    session_.abandon();
    while (Stream* const stream = session_.next_ready()) session_.release(*stream).reset();
    require(session_.streams() == 0, "every stream ends");
  }

 private:
  void take() {
    for (int i = 0; i < 100 && session_.wants_to_send(); ++i) {
      OutputBuffer out;
      session_.take(out, 1000);
      if (out.empty()) break;
      written_ += out.size();
      while (Stream* const stream = session_.next_ready()) news(*stream);
    }
  }
  void serve(Octets& choices) {
    while (Stream* const stream = session_.next_ready()) {
      news(*stream);
      if (released_) continue;
      switch (choices.below(8)) {
        case 0:
          session_.reset(*stream, h2::ErrorCode::internal_error);
          break;
        case 1:
          session_.discard_content(*stream);
          break;
        case 2:
          if (!answered(*stream)) session_.send_continue(*stream);
          break;
        case 3:
        case 4:
        case 5:
          answer(*stream, choices.flag());
          break;
        default:
          break;
      }
    }
  }
  void news(Stream& stream) {
    released_ = false;
    if (!stream.taken) check_head(stream);
    stream.taken = true;
    if (stream.incoming.size() > 10) {
      const std::string content = session_.take_content(stream);
      session_.consume(stream, content.size());
    }
    if (answered(stream) && stream.outgoing.empty() && !stream.outgoing_ended) session_.give(stream, {}, true);
    if (!stream.closed) return;
    session_.release(stream).reset();
    released_ = true;
  }
  static bool answered(const Stream& stream) { return stream.user != nullptr; }
  void answer(Stream& stream, bool in_pieces) {
    if (answered(stream) || stream.closed) return;
    stream.user = this;
    ++answers_;
    const h2::Field fields[] = {{":status", "200"}, {"x-name", "value"}};
    session_.respond(stream, fields, true);
    session_.give(stream, content_, !in_pieces);
  }

  const Limits limits_ = limits();
  Session session_{limits_};
  const std::string content_ = std::string(500, 'x');
  std::size_t written_ = 0;
  std::size_t answers_ = 0;
  bool released_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const std::string whole = read(octets, std::max<std::size_t>(size, 1));
  require(read(octets, 1) == whole, "octet by octet it is the same");
  require(read(octets, 7) == whole, "in slices it is the same");
  Server().run(octets);
  return 0;
}
