// Responses as octets: the only code that decides what goes onto the wire.
#pragma once
#include "server/output_buffer.hpp"

#include <cstddef>
#include <string_view>

#include <talaria/http/response.hpp>

namespace talaria::server::h1 {

/// What a response must know of its request and connection.
struct ResponseFrame {
  std::string_view date;           // IMF-fixdate
  int minor_version = 1;           // of the request
  bool is_head = false;            // the request's method is HEAD: no content
  bool switches_protocol = false;  // the status is 101, and the `connection` field is the response's own
  bool keep_alive = true;          // whether the connection may go on; after write_head, whether it does
};

/// How the content that follows a head is written.
struct ContentFrame {
  bool chunked = false;
  bool has_content = false;      // whether octets of content follow at all
  bool ends_with_close = false;  // the content ends where the connection does
  std::size_t length = 0;        // of content that is neither
};

/// Writes status line and fields of `response`. A response that cannot be written (a status code that is none, a media
/// type with control characters) becomes an empty 500.
ContentFrame write_head(OutputBuffer& out, const Response& response, ResponseFrame& frame);

/// Writes one piece of chunked content; nothing for an empty piece, which would end the content.
void write_chunk(OutputBuffer& out, std::string_view piece);
/// Ends chunked content.
void write_last_chunk(OutputBuffer& out);

/// `100 Continue` (RFC 9110 section 15.2.1).
void write_continue(OutputBuffer& out);

}  // namespace talaria::server::h1
