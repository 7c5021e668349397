// Takes the content of a request out of its framing (RFC 9112 sections 6 and 7). Sans-I/O, in place.
#pragma once
#include "server/h1/parser.hpp"
#include "server/h1/protocol_error.hpp"

#include <cstddef>
#include <cstdint>

#include <talaria/server/limits.hpp>

namespace talaria::server::h1 {

class BodyDecoder {
 public:
  explicit BodyDecoder(const Limits& limits) : limits_(limits) {}

  /// Begins the content of the next request.
  void start(const Framing& framing);

  struct Step {
    std::size_t consumed;  ///< octets of the input that are done with
    std::size_t produced;  ///< octets of content, which now stand at the beginning of the input
  };
  /// Decodes what is there. Everything is consumed unless the content ended or failed before.
  Step decode(char* data, std::size_t size);

  /// Whether the whole content, trailers included, has been decoded.
  [[nodiscard]] bool done() const { return state_ == State::done; }
  [[nodiscard]] const ProtocolError& error() const { return error_; }
  /// How much is still to come at least; 0 when that is unknown.
  [[nodiscard]] std::uint64_t expected() const { return chunked_ && state_ != State::data ? 0 : remaining_; }
  /// How much content there is at least: that of all chunks that have begun, or the whole.
  [[nodiscard]] std::uint64_t announced() const { return announced_; }

 private:
  enum class State : std::uint8_t {
    done,
    fixed,
    size_first,
    size,
    extension_name_first,
    extension_name,
    extension_value_first,
    extension_token,
    extension_quoted,
    extension_escaped,
    extension_after,
    size_lf,
    data,
    data_cr,
    data_lf,
    trailer_start,
    trailer_name,
    trailer_value,
    trailer_lf,
    end_lf,
    failed,
  };

  Step decode_fixed(std::size_t size);
  void take_framing_octet(char c);
  void take_size_octet(char c);
  void take_extension_octet(char c);
  void take_trailer_octet(char c);
  void end_size_line();
  void after_token(char c);
  void fail(int status, std::string_view reason);

  const Limits& limits_;
  ProtocolError error_;
  std::uint64_t remaining_ = 0;  // of the content, or of the chunk
  std::uint64_t announced_ = 0;
  std::size_t extra_ = 0;    // octets of chunk extensions
  std::size_t trailer_ = 0;  // octets of trailers
  std::size_t trailer_fields_ = 0;
  std::uint8_t digits_ = 0;
  bool chunked_ = false;
  State state_ = State::done;
};

}  // namespace talaria::server::h1
