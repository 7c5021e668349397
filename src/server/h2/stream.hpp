// Stream: what the session knows of one request and its response (RFC 9113 section 5). Plain data.
#pragma once
#include "server/h2/head_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::server::h2 {

/// What RFC 9113 section 7 lists, as far as the server says it itself.
enum class ErrorCode : std::uint32_t {
  no_error = 0,
  protocol_error = 1,
  internal_error = 2,
  stream_closed = 5,
  frame_size_error = 6,
  refused_stream = 7,
  cancel = 8,
  enhance_your_calm = 11,
};

/// Made by the session when a header section begins, and owned by it until release().
struct Stream {
  Stream(std::int32_t number, const Limits& limits) : id(number), head(limits) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  const std::int32_t id;
  HeadBuilder head;
  bool head_ended = false;
  bool taken = false;    // the session has given it out
  void* user = nullptr;  // whoever took it

  // The content of the request.
  std::string incoming;         // what nobody has taken
  std::size_t received = 0;     // so far
  std::size_t unconsumed = 0;   // what the client has not been told to send anew
  bool incoming_ended = false;  // all of it has come
  bool client_reset = false;    // the client has ended the stream
  bool discards = false;        // nobody is going to take it
  std::size_t trailer_size = 0;
  std::size_t trailer_fields = 0;

  // The content of the response.
  std::string_view outgoing;  // what has not been written; the owner keeps it in place
  bool outgoing_ended = false;
  bool deferred = false;  // nghttp2 waits for more
  bool sent = false;      // all of the response has been written
  std::size_t written = 0;

  bool closed = false;
  std::uint32_t close_code = 0;

  // The session's lists.
  bool is_ready = false;
  Stream* next = nullptr;
  Stream* previous = nullptr;
};

}  // namespace talaria::server::h2
