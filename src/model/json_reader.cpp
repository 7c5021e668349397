#include "model/json_reader.hpp"

#include "model/number_text.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <system_error>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

constexpr std::size_t max_integer_digits = 4300;  // Python's limit; longer ones cost quadratic time to convert
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

const char* skip_digits(const char* at, const char* end) {
  while (at != end && base::is_ascii_digit(*at)) ++at;
  return at;
}

/// The value of four hexadecimal digits, or -1.
int hex4(const char* at) {
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = base::ascii_lower(at[i]);
    if (base::is_ascii_digit(c)) {
      value = value * 16 + (c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value = value * 16 + (c - 'a' + 10);
    } else {
      return -1;
    }
  }
  return value;
}

/// What a letter behind a backslash means; 0 when it means nothing.
constexpr auto escapes = [] {
  std::array<char, 256> table{};
  table['"'] = '"';
  table['\\'] = '\\';
  table['/'] = '/';
  table['b'] = '\b';
  table['f'] = '\f';
  table['n'] = '\n';
  table['r'] = '\r';
  table['t'] = '\t';
  return table;
}();

bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

}  // namespace

JsonReader::JsonReader(std::string_view text) {
  // RFC 8259 section 8.1 lets a reader ignore a byte order mark; Python's json does.
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  begin_ = at_ = text.data();
  end_ = begin_ + text.size();
}

bool JsonReader::fail(const char* message, const char* where, JsonError::Fault fault) {
  message_ = message;
  where_ = where;
  fault_ = fault;
  return false;
}

void JsonReader::defer(const char* message, const char* where, JsonError::Fault fault) {
  if (!deferred_) fail(message, where, fault);
  deferred_ = true;
}

JsonError JsonReader::error() const {
  // Python decodes the whole text first, so that text which is no UTF-8 is never blamed on the grammar.
  std::size_t offset = 0;
  std::size_t count = 0;
  for (const char* at = begin_; at != end_; ++count) {
    const std::size_t size = base::utf8_sequence(at, end_);
    if (size == 0) return {"Text is not UTF-8", count, JsonError::Fault::encoding};
    if (at < where_) ++offset;
    at += size;
  }
  return {message_, offset, fault_};
}

bool JsonReader::number(JsonNumber& out) {
  const char* const start = at_;
  const char* const digits = start + (*start == '-' ? 1 : 0);
  const char* at = digits;
  std::uint64_t value = 0;
  if (at != end_ && *at == '0') {
    ++at;
  } else {
    for (; at != end_ && base::is_ascii_digit(*at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    if (at == digits) return expected_value();
  }
  if (at == end_ || (*at != '.' && *at != 'e' && *at != 'E')) {
    out.text = {start, static_cast<std::size_t>(at - start)};
    if (at - digits > 18) return wide_integer(digits, at, out);
    out.kind = JsonNumber::Kind::integer;
    out.integer = digits == start ? static_cast<std::int64_t>(value) : -static_cast<std::int64_t>(value);
    at_ = at;
    return true;
  }
  return real_number(start, digits, at, value, out);
}

bool JsonReader::real_number(const char* start, const char* digits, const char* integer_end, std::uint64_t value,
                             JsonNumber& out) {
  const char* at = integer_end;
  if (end_ - at > 1 && *at == '.' && base::is_ascii_digit(at[1])) {
    for (++at; at != end_ && base::is_ascii_digit(*at); ++at)
      value = value * 10 + static_cast<std::uint64_t>(*at - '0');
  }
  const char* const mantissa_end = at;
  if (end_ - at > 1 && (*at == 'e' || *at == 'E')) {
    const char* const exponent = at + (at[1] == '+' || at[1] == '-' ? 2 : 1);
    if (const char* const stop = skip_digits(exponent, end_); stop != exponent) at = stop;
  }
  out.text = {start, static_cast<std::size_t>(at - start)};
  at_ = at;
  if (at == integer_end) {  // `1.x` and `1ex`: the number ends before the point, what follows is someone else's fault
    at_ = start;
    return wide_integer(digits, integer_end, out);
  }
  out.kind = JsonNumber::Kind::real;
  // A mantissa and a power of ten that a double holds exactly: one division gives the nearest double.
  constexpr double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const auto decimals = static_cast<std::size_t>(mantissa_end - integer_end);  // with the point
  if (mantissa_end == at && mantissa_end - digits <= 16 && decimals > 0) {
    const double magnitude = static_cast<double>(value) / powers[decimals - 1];
    out.real = digits == start ? magnitude : -magnitude;
    return true;
  }
  if (std::from_chars(start, at, out.real).ec == std::errc::result_out_of_range) {
    if (!underflows(out.text)) defer("Number out of range", start, JsonError::Fault::limit);
    out.real = *start == '-' ? -0.0 : 0.0;
  }
  return true;
}

bool JsonReader::wide_integer(const char* digits, const char* stop, JsonNumber& out) {
  const char* const start = out.text.data();
  if (static_cast<std::size_t>(stop - digits) > max_integer_digits) {
    return fail("Integer has more than 4300 digits", start, JsonError::Fault::limit);
  }
  at_ = stop;
  if (std::from_chars(start, stop, out.integer).ec == std::errc()) {
    out.kind = JsonNumber::Kind::integer;
  } else if (digits == start && std::from_chars(start, stop, out.natural).ec == std::errc()) {
    out.kind = JsonNumber::Kind::natural;
  } else {
    out.kind = JsonNumber::Kind::big;
  }
  return true;
}

bool JsonReader::unusual_string(const char* start, const char* stop, std::string_view& content) {
  bool copied = false;       // whether buffer_ holds what came before `from`
  const char* from = start;  // what is not copied yet begins here
  for (;; stop = find_special(stop, end_)) {
    if (stop == end_) return fail("Unterminated string starting at", start - 1);
    if (*stop == '"') break;
    if (*stop == '\\') {
      if (!copied) buffer_.clear();
      copied = true;
      buffer_.append(from, stop);
      at_ = stop;
      if (!escape(start)) return false;
      stop = from = at_;
    } else if (static_cast<unsigned char>(*stop) < 0x20) {
      return fail("Invalid control character at", stop);
    } else {
      const std::size_t size = base::utf8_sequence(stop, end_);
      if (size == 0) return fail("", stop);  // error() sees that it is no UTF-8
      stop += size;
    }
  }
  if (copied) {
    buffer_.append(from, stop);
    content = buffer_;
  } else {
    content = {start, static_cast<std::size_t>(stop - start)};
  }
  at_ = stop + 1;
  return true;
}

bool JsonReader::escape(const char* start) {
  const char* const backslash = at_;
  if (end_ - at_ < 2) return fail("Unterminated string starting at", start - 1);
  const char kind = at_[1];
  at_ += 2;
  if (kind == 'u') return unicode_escape();
  const char meaning = escapes[static_cast<unsigned char>(kind)];
  if (meaning == 0) return fail("Invalid \\escape", backslash);
  buffer_ += meaning;
  return true;
}

bool JsonReader::unicode_escape() {
  constexpr const char* message = "Invalid \\uXXXX escape";
  const int first = end_ - at_ >= 4 ? hex4(at_) : -1;
  if (first < 0) return fail(message, at_ - 1);
  at_ += 4;
  auto code_point = static_cast<char32_t>(first);
  if (is_high_surrogate(code_point) && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
    const int second = hex4(at_ + 2);
    if (second < 0) return fail(message, at_ + 1);
    if (is_low_surrogate(static_cast<char32_t>(second))) {
      at_ += 6;
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (static_cast<char32_t>(second) - 0xDC00);
    }
  }
  if (is_high_surrogate(code_point) || is_low_surrogate(code_point)) {
    defer("Half of a surrogate pair", at_ - 6, JsonError::Fault::encoding);  // no text can hold it
    return true;
  }
  base::append_utf8(buffer_, code_point);
  return true;
}

bool JsonReader::enter() {
  if (depth_ == json_max_depth) return fail("Nesting too deep", at_, JsonError::Fault::limit);
  ++depth_;
  ++at_;
  return true;
}

bool JsonReader::begin_array(bool& empty) {
  if (!enter()) return false;
  empty = peek() == ']';
  if (empty) {
    ++at_;
    --depth_;
  }
  return true;
}

bool JsonReader::next_item(bool& more) {
  const char next = peek();
  more = next == ',';
  if (more) {
    const char* const comma = at_++;
    return peek() == ']' ? fail("Illegal trailing comma before end of array", comma) : true;
  }
  if (next != ']') return fail("Expecting ',' delimiter", at_);
  ++at_;
  --depth_;
  return true;
}

bool JsonReader::begin_object(bool& empty) {
  if (!enter()) return false;
  empty = peek() == '}';
  if (empty) {
    ++at_;
    --depth_;
  }
  return true;
}

bool JsonReader::skip_value() {
  bool done = false;
  switch (peek()) {
    case '{': {
      if (!begin_object(done)) return false;
      std::string_view name;
      for (bool more = !done; more;) {
        if (!member_name(name) || !skip_value() || !next_member(more)) return false;
      }
      return true;
    }
    case '[': {
      if (!begin_array(done)) return false;
      for (bool more = !done; more;) {
        if (!skip_value() || !next_item(more)) return false;
      }
      return true;
    }
    case '"': {
      std::string_view content;
      return string(content);
    }
    case 't':
      return word("true");
    case 'f':
      return word("false");
    case 'n':
      return word("null");
    default: {
      JsonNumber ignored;
      return at_ == end_ ? expected_value() : number(ignored);
    }
  }
}

bool JsonReader::finish() {
  skip_blanks();
  if (at_ != end_) return fail("Extra data", at_);
  return !deferred_;
}

}  // namespace talaria::model
