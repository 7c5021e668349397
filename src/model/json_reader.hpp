// A pull tokenizer for JSON texts, strict to RFC 8259. parse_json builds values with it, read_json fills objects.
#pragma once
#include "model/text_scan.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/json.hpp>

namespace talaria::model {

/// A number as it was written and as what it fits into.
struct JsonNumber {
  enum class Kind : std::uint8_t { integer, natural, real, big };
  Kind kind = Kind::integer;
  std::int64_t integer = 0;   ///< Kind::integer
  std::uint64_t natural = 0;  ///< Kind::natural: beyond int64, within uint64
  double real = 0;            ///< Kind::real
  std::string_view text;      ///< the digits, a view into the text that is read
};

/// Reads one text from front to back. Every function that returns bool returns false at the first fault; what it was
/// is told by error(), and the reader is not used any further.
///
/// Names and strings are views into the text, or into a buffer of the reader that the next string overwrites.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text);

  /// The byte that the next token begins with, blanks skipped; 0 at the end.
  char peek() {
    skip_blanks();
    return at_ == end_ ? '\0' : *at_;
  }

  /// `null`, `true`, `false` or another word, exactly.
  bool word(std::string_view text) {
    if (static_cast<std::size_t>(end_ - at_) < text.size() || std::memcmp(at_, text.data(), text.size()) != 0) {
      return expected_value();
    }
    at_ += text.size();
    return true;
  }

  bool number(JsonNumber& out);

  /// A string; peek() was `"`.
  bool string(std::string_view& content) {
    const char* const start = at_ + 1;
    const char* const stop = find_special(start, end_);
    if (stop != end_ && *stop == '"') {
      content = {start, static_cast<std::size_t>(stop - start)};
      at_ = stop + 1;
      return true;
    }
    return unusual_string(start, stop, content);
  }
  /// A string of which there is nothing to look at before `stop`: escapes, text beyond ASCII, or no end.
  bool unusual_string(const char* start, const char* stop, std::string_view& content);

  /// Enters an array; peek() was `[`. When it is empty it is left again.
  bool begin_array(bool& empty);
  /// After an item: whether there is another one, else the array is left.
  bool next_item(bool& more);
  /// Enters an object; peek() was `{`. When it is empty it is left again.
  bool begin_object(bool& empty);
  /// A member's name and the colon behind it.
  bool member_name(std::string_view& name) {
    if (peek() != '"') return fail("Expecting property name enclosed in double quotes", at_);
    if (!string(name)) return false;
    if (peek() != ':') return fail("Expecting ':' delimiter", at_);
    ++at_;
    return true;
  }
  /// After a member: whether there is another one, else the object is left.
  bool next_member(bool& more) {
    const char next = peek();
    if (next == ',') {
      const char* const comma = at_++;
      if (peek() == '}') return fail("Illegal trailing comma before end of object", comma);
      more = true;
      return true;
    }
    if (next != '}') return fail("Expecting ',' delimiter", at_);
    ++at_;
    --depth_;
    more = false;
    return true;
  }

  // For code that walks over the text itself (read_json.cpp) and comes here with what is rare.

  /// Where the next token is looked for.
  [[nodiscard]] const char* at() const { return at_; }
  void seek(const char* at) { at_ = at; }
  [[nodiscard]] const char* end() const { return end_; }
  /// Enters one more array or object; false when there are too many already.
  [[nodiscard]] bool deeper() { return depth_++ < json_max_depth; }
  void shallower() { --depth_; }

  /// Reads over a value, whatever it is.
  bool skip_value();
  /// Whether nothing but blanks is left.
  bool finish();
  /// A value was wanted and there is none.
  bool expected_value() { return fail("Expecting value", at_); }

  /// Why a function returned false.
  [[nodiscard]] JsonError error() const;

 private:
  void skip_blanks() { at_ = model::skip_blanks(at_, end_); }
  bool enter();
  bool escape(const char* start);
  bool unicode_escape();
  bool real_number(const char* start, const char* digits, const char* integer_end, std::uint64_t value,
                   JsonNumber& out);
  bool wide_integer(const char* digits, const char* stop, JsonNumber& out);
  bool fail(const char* message, const char* where, JsonError::Fault fault = JsonError::Fault::syntax);
  /// Notes what finish() will refuse, unless a fault of the grammar further on makes the better message.
  void defer(const char* message, const char* where, JsonError::Fault fault);

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t depth_ = 0;
  std::string buffer_;
  const char* message_ = "";
  const char* where_ = nullptr;
  JsonError::Fault fault_ = JsonError::Fault::syntax;
  bool deferred_ = false;
};

/// Reads one value of any kind.
bool read_any(JsonReader& reader, Json& out);

}  // namespace talaria::model
