#include "server/h1/body_decoder.hpp"

#include <algorithm>
#include <cstring>

#include <talaria/http/grammar.hpp>

namespace talaria::server::h1 {

namespace {

// 16 digits hold every size there is; leading zeros count, so that a size cannot be an endless row of them.
constexpr std::uint8_t max_size_digits = 16;

}  // namespace

void BodyDecoder::start(const Framing& framing) {
  error_ = {};
  chunked_ = framing.chunked;
  remaining_ = announced_ = chunked_ ? 0 : framing.length;
  extra_ = trailer_ = trailer_fields_ = 0;
  digits_ = 0;
  if (chunked_) {
    state_ = State::size_first;
  } else {
    state_ = remaining_ > 0 ? State::fixed : State::done;
  }
}

void BodyDecoder::fail(int status, std::string_view reason) {
  error_ = {status, reason};
  state_ = State::failed;
}

BodyDecoder::Step BodyDecoder::decode_fixed(std::size_t size) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(size, remaining_));
  remaining_ -= taken;
  if (remaining_ == 0) state_ = State::done;
  return {taken, taken};
}

BodyDecoder::Step BodyDecoder::decode(char* data, std::size_t size) {
  if (state_ == State::fixed) return decode_fixed(size);
  Step step{0, 0};
  while (step.consumed < size && state_ != State::done && state_ != State::failed) {
    if (state_ != State::data) {
      take_framing_octet(data[step.consumed++]);
      continue;
    }
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(size - step.consumed, remaining_));
    std::memmove(data + step.produced, data + step.consumed, taken);
    step.consumed += taken;
    step.produced += taken;
    remaining_ -= taken;
    if (remaining_ == 0) state_ = State::data_cr;
  }
  return step;
}

void BodyDecoder::take_framing_octet(char c) {
  switch (state_) {
    case State::size_first:
    case State::size:
      take_size_octet(c);
      return;
    case State::size_lf:
      if (c != '\n') return fail(400, "malformed chunk size");
      end_size_line();
      return;
    case State::data_cr:
      if (c != '\r') return fail(400, "a chunk is longer than its size");
      state_ = State::data_lf;
      return;
    case State::data_lf:
      if (c != '\n') return fail(400, "a chunk is longer than its size");
      state_ = State::size_first;
      digits_ = 0;
      return;
    case State::trailer_start:
    case State::trailer_name:
    case State::trailer_value:
    case State::trailer_lf:
    case State::end_lf:
      take_trailer_octet(c);
      return;
    default:
      take_extension_octet(c);
  }
}

// chunk-size = 1*HEXDIG, at once followed by CRLF or an extension: blanks between them have been used for smuggling.
void BodyDecoder::take_size_octet(char c) {
  const int digit = http::hex_value(c);
  if (digit >= 0) {
    if (digits_ == max_size_digits) return fail(400, "malformed chunk size");
    remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(digit);
    ++digits_;
    state_ = State::size;
  } else if (state_ == State::size && c == '\r') {
    state_ = State::size_lf;
  } else if (state_ == State::size && c == ';') {
    state_ = State::extension_name_first;
  } else {
    fail(400, "malformed chunk size");
  }
}

void BodyDecoder::end_size_line() {
  if (remaining_ == 0) {
    state_ = State::trailer_start;
    return;
  }
  announced_ = remaining_ > UINT64_MAX - announced_ ? UINT64_MAX : announced_ + remaining_;
  state_ = State::data;
}

// chunk-ext = *( ";" chunk-ext-name [ "=" ( token / quoted-string ) ] ) without the "bad" white space that RFC 9112
// section 7.1.1 mentions.
void BodyDecoder::take_extension_octet(char c) {
  if (++extra_ > limits_.chunk_extensions) return fail(400, "too many chunk extensions");
  switch (state_) {
    case State::extension_name_first:
      if (!http::is_token_octet(c)) return fail(400, "malformed chunk extension");
      state_ = State::extension_name;
      return;
    case State::extension_name:
      if (c == '=') {
        state_ = State::extension_value_first;
        return;
      }
      return after_token(c);
    case State::extension_value_first:
      if (c == '"') {
        state_ = State::extension_quoted;
      } else if (http::is_token_octet(c)) {
        state_ = State::extension_token;
      } else {
        fail(400, "malformed chunk extension");
      }
      return;
    case State::extension_token:
      return after_token(c);
    case State::extension_quoted:
      if (!http::is_value_octet(c)) return fail(400, "malformed chunk extension");
      if (c == '"') state_ = State::extension_after;
      if (c == '\\') state_ = State::extension_escaped;
      return;
    case State::extension_escaped:
      if (!http::is_value_octet(c)) return fail(400, "malformed chunk extension");
      state_ = State::extension_quoted;
      return;
    default:  // extension_after
      if (http::is_token_octet(c)) return fail(400, "malformed chunk extension");
      return after_token(c);
  }
}

void BodyDecoder::after_token(char c) {
  if (http::is_token_octet(c)) return;
  if (c == ';') {
    state_ = State::extension_name_first;
  } else if (c == '\r') {
    state_ = State::size_lf;
  } else {
    fail(400, "malformed chunk extension");
  }
}

// Trailer fields must be well-formed, and are then dropped: merged into the header they would override what was checked
// there (RFC 9110 section 6.5.1).
void BodyDecoder::take_trailer_octet(char c) {
  if (++trailer_ > limits_.trailers) return fail(400, "the trailer section is too large");
  switch (state_) {
    case State::trailer_start:
      if (c == '\r') {
        state_ = State::end_lf;
        return;
      }
      if (!http::is_token_octet(c) || ++trailer_fields_ > limits_.trailer_fields) {
        return fail(400, "malformed trailer section");
      }
      state_ = State::trailer_name;
      return;
    case State::trailer_name:
      if (c == ':') {
        state_ = State::trailer_value;
      } else if (!http::is_token_octet(c)) {
        fail(400, "malformed trailer section");
      }
      return;
    case State::trailer_value:
      if (c == '\r') {
        state_ = State::trailer_lf;
      } else if (!http::is_value_octet(c)) {
        fail(400, "malformed trailer section");
      }
      return;
    case State::trailer_lf:
      if (c != '\n') return fail(400, "malformed trailer section");
      state_ = State::trailer_start;
      return;
    default:  // end_lf
      if (c != '\n') return fail(400, "malformed end of the content");
      state_ = State::done;
  }
}

}  // namespace talaria::server::h1
