// The head of an HTTP/1 request: request line, fields, and what they say about content and connection. Sans-I/O.
// Strict after RFC 9112; there are no switches to make it lenient.
#pragma once
#include "server/h1/protocol_error.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include <talaria/http/request.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server::h1 {

/// How the content behind a head is delimited (RFC 9112 section 6).
struct Framing {
  bool chunked = false;
  std::uint64_t length = 0;  // of content that is not chunked

  [[nodiscard]] bool has_content() const { return chunked || length > 0; }
};

/// Parses one head after the other in place. The views in head() point into the octets given to parse().
class HeadParser {
 public:
  enum class State : std::uint8_t { incomplete, complete, failed };

  explicit HeadParser(const Limits& limits);

  /// Goes on with the head whose octets so far are [data, data + size). Complete lines are read once only. An octet of
  /// the request line may be overwritten.
  State parse(char* data, std::size_t size);
  /// The octets given last have moved from `from` to `to`: lets the views follow.
  void rebase(const char* from, const char* to);
  /// Forgets everything for the next head.
  void reset();

  /// Whether any octet of a head has come, blank lines before it apart.
  [[nodiscard]] bool has_begun(std::size_t size) const { return size > line_start_ || line_ != Line::request; }
  /// Why it failed.
  [[nodiscard]] const ProtocolError& error() const { return error_; }

  /// Whether method and target are known.
  [[nodiscard]] bool is_past_request_line() const { return line_ == Line::field; }

  // Of a complete head:
  [[nodiscard]] http::RequestHead& head() { return head_; }
  /// Its octets, and those of blank lines before it.
  [[nodiscard]] std::size_t length() const { return line_start_; }
  [[nodiscard]] const Framing& framing() const { return framing_; }
  /// Whether the client wants and allows further requests on the connection.
  [[nodiscard]] bool keep_alive() const { return keep_alive_; }
  /// Whether the client waits for `100 Continue` before it sends the content.
  [[nodiscard]] bool expects_continue() const { return expects_continue_; }

 private:
  enum class Line : std::uint8_t { request, field };

  State fail(int status, std::string_view reason);
  State parse_request_line(char* line, char* end);
  State parse_version(const char* at, const char* end, std::size_t line_length);
  State parse_field_line(const char* line, const char* end);
  State add_field(http::HeaderField field);
  State check_request_line(char* target, std::size_t size);
  State add_host(std::string_view value);
  State add_length(std::string_view value);
  State add_coding(std::string_view value);
  State add_expectation(std::string_view value);
  void add_connection_options(std::string_view value);
  State finish();
  State too_long(Line line);

  const Limits& limits_;
  http::RequestHead head_;
  Framing framing_;
  ProtocolError error_;
  std::string_view authority_;  // of an absolute target
  std::size_t line_start_ = 0;  // of the line that is not complete
  std::size_t host_ = none;     // which field it is
  Line line_ = Line::request;
  std::uint8_t blank_lines_ = 0;
  std::uint8_t known_host_size_ = 0;
  std::array<char, 64>
      known_host_;  // the last one that was looked at, which nearly all heads name: uninitialised behind its end
  bool has_length_ = false;
  bool has_coding_ = false;
  bool asks_close_ = false;
  bool asks_keep_alive_ = false;
  bool keep_alive_ = false;
  bool expects_continue_ = false;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

}  // namespace talaria::server::h1
