// The field list of an HTTP/2 request as a RequestHead (RFC 9113 section 8.3). Sans-I/O.
#pragma once
#include "server/h1/protocol_error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/request.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server::h2 {

/// Takes the fields one after the other, and owns their text. What RFC 9113 calls malformed has been refused before by
/// nghttp2: wrong, missing or misplaced pseudo-header fields, fields of the connection, upper case, control characters.
/// What is left to look at is the same as in HTTP/1, and has the same answers.
class HeadBuilder {
 public:
  explicit HeadBuilder(const Limits& limits) : limits_(limits) {}

  /// The next field of the list; both texts are copied. Beyond the limits fields are only counted.
  void add(std::string_view name, std::string_view value);
  /// The list is complete: makes the head. `has_content` says whether content may follow.
  void finish(bool has_content);

  /// Why the request cannot be served, after finish().
  [[nodiscard]] const h1::ProtocolError& error() const { return error_; }
  /// Valid as long as this object; the method also when there is an error.
  [[nodiscard]] http::RequestHead& head() { return head_; }
  /// Whether the client waits for `100 Continue` before it sends the content.
  [[nodiscard]] bool expects_continue() const { return expects_continue_; }
  /// How much content is announced; 0 when that is unknown.
  [[nodiscard]] std::uint64_t content_length() const { return content_length_; }
  /// Whether the client asked for a priority of its own (RFC 9218).
  [[nodiscard]] bool has_priority() const { return has_priority_; }

 private:
  // Text is appended to one string that moves as it grows, so places are kept until the end.
  struct Place {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct Entry {
    Place name;
    Place value;
  };

  void fail(int status, std::string_view reason);
  void add_pseudo(std::string_view name, std::string_view value);
  void add_field(std::string_view name, std::string_view value);
  bool join_cookie(std::string_view value);
  Place store(std::string_view text);
  [[nodiscard]] std::string_view at(Place place) const { return {text_.data() + place.at, place.size}; }
  void read_field(const http::HeaderField& field);
  void check_host();
  void check_target();

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  const Limits& limits_;
  http::RequestHead head_;
  h1::ProtocolError error_;
  std::string text_;
  std::string cookies_;
  std::vector<Entry> entries_;
  Place method_;
  Place authority_;
  Place path_;
  std::size_t list_size_ = 0;
  std::size_t cookie_ = none;  // which entry the cookies are
  std::size_t hosts_ = 0;
  std::uint64_t content_length_ = 0;
  bool expects_continue_ = false;
  bool has_priority_ = false;
};

}  // namespace talaria::server::h2
