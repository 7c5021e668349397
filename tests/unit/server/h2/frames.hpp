// HTTP/2 frames as octets, and a client that drives a Session with them.
#pragma once
#include "server/h2/session.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <nghttp2/nghttp2.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::server::h2 {

inline constexpr std::string_view client_preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

enum Type : std::uint8_t {
  type_data = 0,
  type_headers = 1,
  type_priority = 2,
  type_rst_stream = 3,
  type_settings = 4,
  type_push_promise = 5,
  type_ping = 6,
  type_goaway = 7,
  type_window_update = 8,
  type_continuation = 9,
};

inline constexpr std::uint8_t end_stream = 1;
inline constexpr std::uint8_t ack = 1;
inline constexpr std::uint8_t end_headers = 4;
inline constexpr std::uint8_t padded = 8;
inline constexpr std::uint8_t with_priority = 32;

inline std::string number(std::uint64_t value, int octets) {
  std::string text;
  for (int i = octets - 1; i >= 0; --i) text.push_back(static_cast<char>(value >> (8 * i)));
  return text;
}

inline std::uint32_t read_number(std::string_view text) {
  std::uint32_t value = 0;
  for (const char c : text) value = (value << 8) | static_cast<unsigned char>(c);
  return value;
}

inline std::string frame(int type, int flags, std::uint32_t stream, std::string_view payload = {}) {
  return number(payload.size(), 3) + number(static_cast<std::uint64_t>(type), 1) +
         number(static_cast<std::uint64_t>(flags), 1) + number(stream, 4) + std::string(payload);
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A literal without indexing and without Huffman coding (RFC 7541 section 6.2.2).
inline std::string field(std::string_view name, std::string_view value) {
  const auto text = [](std::string_view octets) {
    if (octets.size() < 127) return number(octets.size(), 1) + std::string(octets);
    std::string length = "\x7f";
    std::size_t rest = octets.size() - 127;
    for (; rest >= 128; rest >>= 7) length.push_back(static_cast<char>((rest & 127) | 128));
    length.push_back(static_cast<char>(rest));
    return length + std::string(octets);
  };
  return std::string(1, '\0') + text(name) + text(value);
}

inline std::string block(const Fields& fields) {
  std::string octets;
  for (const auto& [name, value] : fields) octets += field(name, value);
  return octets;
}

inline Fields request_fields(std::string method = "GET", std::string path = "/") {
  return {{":method", std::move(method)}, {":scheme", "http"}, {":path", std::move(path)}, {":authority", "a"}};
}

inline Fields with(Fields fields, std::initializer_list<std::pair<std::string, std::string>> more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

inline std::string headers(std::uint32_t stream, const Fields& fields, int flags = end_headers | end_stream) {
  return frame(type_headers, flags, stream, block(fields));
}
inline std::string get(std::uint32_t stream, std::string path = "/") {
  return headers(stream, request_fields("GET", std::move(path)));
}
/// A request whose content is still to come.
inline std::string post(std::uint32_t stream, std::string path = "/") {
  return headers(stream, request_fields("POST", std::move(path)), end_headers);
}
inline std::string data(std::uint32_t stream, std::string_view content, int flags = 0) {
  return frame(type_data, flags, stream, content);
}
inline std::string settings(std::initializer_list<std::pair<int, std::uint32_t>> entries = {}) {
  std::string payload;
  for (const auto& [id, value] : entries) payload += number(static_cast<std::uint64_t>(id), 2) + number(value, 4);
  return frame(type_settings, 0, 0, payload);
}
inline std::string settings_ack() {
  return frame(type_settings, ack, 0);
}
inline std::string window_update(std::uint32_t stream, std::uint32_t increment) {
  return frame(type_window_update, 0, stream, number(increment, 4));
}
inline std::string rst_stream(std::uint32_t stream, std::uint32_t code) {
  return frame(type_rst_stream, 0, stream, number(code, 4));
}
inline std::string ping(std::string_view octets = "12345678", int flags = 0) {
  return frame(type_ping, flags, 0, octets);
}
inline std::string opening() {
  return std::string(client_preface) + settings();
}

struct Frame {
  int type = 0;
  int flags = 0;
  std::uint32_t stream = 0;
  std::string payload;
  Fields fields;  // of a HEADERS frame

  [[nodiscard]] bool has(int flag) const { return (flags & flag) != 0; }
  [[nodiscard]] std::string field(std::string_view name) const {
    for (const auto& [one, value] : fields) {
      if (one == name) return value;
    }
    return {};
  }
};

/// Takes the octets of a server apart.
class FrameReader {
 public:
  FrameReader() { nghttp2_hd_inflate_new(&inflater_); }
  FrameReader(const FrameReader&) = delete;
  FrameReader& operator=(const FrameReader&) = delete;
  ~FrameReader() { nghttp2_hd_inflate_del(inflater_); }

  /// The frames that are complete now.
  std::vector<Frame> read(std::string_view octets) {
    rest_.append(octets);
    std::vector<Frame> frames;
    while (rest_.size() >= 9) {
      const std::size_t size = read_number(std::string_view(rest_).substr(0, 3));
      if (rest_.size() < 9 + size) break;
      Frame one;
      one.type = static_cast<unsigned char>(rest_[3]);
      one.flags = static_cast<unsigned char>(rest_[4]);
      one.stream = read_number(std::string_view(rest_).substr(5, 4));
      one.payload = rest_.substr(9, size);
      rest_.erase(0, 9 + size);
      if (one.type == type_headers) one.fields = inflate(one.payload);
      frames.push_back(std::move(one));
    }
    return frames;
  }

 private:
  Fields inflate(const std::string& octets) {
    Fields fields;
    const auto* at = reinterpret_cast<const std::uint8_t*>(octets.data());
    std::size_t left = octets.size();
    while (true) {
      nghttp2_nv one{};
      int flags = 0;
      const ssize_t used = nghttp2_hd_inflate_hd2(inflater_, &one, &flags, at, left, 1);
      if (used < 0) return {{"broken", "hpack"}};
      at += used;
      left -= static_cast<std::size_t>(used);
      if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0) {
        fields.emplace_back(std::string(reinterpret_cast<char*>(one.name), one.namelen),
                            std::string(reinterpret_cast<char*>(one.value), one.valuelen));
      }
      if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0) break;
    }
    nghttp2_hd_inflate_end_headers(inflater_);
    return fields;
  }

  nghttp2_hd_inflater* inflater_ = nullptr;
  std::string rest_;
};

/// A client on one end of a Session and a small service on the other: it answers each request, once its content has
/// come, with 200 and `answer`, unless `waits` is set.
class SessionPair {
 public:
  explicit SessionPair(Limits limits = {}) : limits_(std::move(limits)), session_(limits_) {}

  /// Gives octets to the session in pieces of `slice`, and returns the frames that it answers with.
  std::vector<Frame> send(std::string_view octets, std::size_t slice = static_cast<std::size_t>(-1)) {
    std::vector<Frame> frames;
    while (!octets.empty()) {
      session_.feed(octets.substr(0, slice), now);
      octets.remove_prefix(std::min(slice, octets.size()));
      serve();
      for (Frame& one : receive()) frames.push_back(std::move(one));
    }
    return frames;
  }
  std::vector<Frame> receive() {
    std::vector<Frame> frames;
    while (true) {
      OutputBuffer out;
      session_.take(out, 64 * 1024);
      if (out.empty()) break;
      for (Frame& one : reader_.read({out.data(), out.size()})) frames.push_back(std::move(one));
      serve();
    }
    return frames;
  }
  /// What is sent first, and its answer.
  std::vector<Frame> open(std::string_view octets = opening()) { return send(octets); }

  void answer_now(Stream& stream) {
    const int error = stream.head.error().status;
    const Fields fields{{":status", std::to_string(error == 0 ? 200 : error)}};
    std::vector<Field> views;
    for (const auto& [name, value] : fields) views.push_back({name, value});
    session_.respond(stream, views, !answer.empty());
    if (!answer.empty()) session_.give(stream, answer, true);
  }
  /// What has come of a request.
  struct Seen {
    Stream* stream = nullptr;
    std::string method;
    std::string target;
    std::string content;
    int error = 0;
    bool ended = false;
    bool answered = false;
    bool closed = false;
    std::uint32_t code = 0;
  };

  Session& session() { return session_; }
  std::map<std::int32_t, Seen> seen;
  std::string answer = "answer";
  bool waits = false;  // does not answer
  bool reads = true;   // takes the content
  async::TimePoint now{std::chrono::seconds{100}};

 private:
  void serve() {
    while (Stream* const stream = session_.next_ready()) {
      Seen& one = seen[stream->id];
      if (!stream->taken) {
        stream->taken = true;
        one.stream = stream;
        one.method = stream->head.head().method_name;
        one.target = stream->head.head().target;
        one.error = stream->head.error().status;
      }
      if (reads) {
        const std::string content = session_.take_content(*stream);
        one.content += content;
        session_.consume(*stream, content.size());
      }
      one.ended = stream->incoming_ended;
      if (one.ended && !waits && !std::exchange(one.answered, true)) answer_now(*stream);
      if (stream->closed) {
        one.closed = true;
        one.code = stream->close_code;
        one.stream = nullptr;
        session_.release(*stream).reset();
      }
    }
  }

  Limits limits_;
  Session session_;
  FrameReader reader_;
};

/// A frame in a few words: `HEADERS 1 200 end`, `RST_STREAM 1 PROTOCOL_ERROR`, `SETTINGS ack`.
inline std::string name_of(const Frame& frame) {
  static const char* const types[] = {"DATA",         "HEADERS", "PRIORITY", "RST_STREAM",    "SETTINGS",
                                      "PUSH_PROMISE", "PING",    "GOAWAY",   "WINDOW_UPDATE", "CONTINUATION"};
  static const char* const codes[] = {"NO_ERROR",         "PROTOCOL_ERROR",    "INTERNAL_ERROR",   "FLOW_CONTROL_ERROR",
                                      "SETTINGS_TIMEOUT", "STREAM_CLOSED",     "FRAME_SIZE_ERROR", "REFUSED_STREAM",
                                      "CANCEL",           "COMPRESSION_ERROR", "CONNECT_ERROR",    "ENHANCE_YOUR_CALM"};
  std::string name = frame.type < 10 ? types[frame.type] : "?";
  const std::string_view payload = frame.payload;
  switch (frame.type) {
    case type_data:
    case type_headers:
      name += ' ' + std::to_string(frame.stream);
      if (frame.type == type_headers) name += ' ' + frame.field(":status");
      if (frame.has(end_stream)) name += " end";
      break;
    case type_rst_stream:
      name += ' ' + std::to_string(frame.stream) + ' ' + codes[read_number(payload) % 12];
      break;
    case type_goaway:
      name += std::string(" ") + codes[read_number(payload.substr(4, 4)) % 12];
      break;
    case type_settings:
    case type_ping:
      if (frame.has(ack)) name += " ack";
      break;
    case type_window_update:
      name += ' ' + std::to_string(frame.stream);
      break;
    default:
      break;
  }
  return name;
}

inline std::vector<std::string> names_of(const std::vector<Frame>& frames) {
  std::vector<std::string> names;
  for (const Frame& one : frames) names.push_back(name_of(one));
  return names;
}

}  // namespace talaria::server::h2
