// UTF-8 as RFC 3629 defines it: no surrogates, no overlong forms, nothing above U+10FFFF.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace talaria::base {

/// How many bytes the UTF-8 sequence at `at` has (1 to 4); 0 when there is no valid one. `at` is before `end`.
[[nodiscard]] std::size_t utf8_sequence(const char* at, const char* end);
/// Whether all of `text` is UTF-8.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// How many code points `text` has; `text` is valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);
/// Appends a code point, which is no surrogate and at most U+10FFFF.
void append_utf8(std::string& out, char32_t code_point);

/// Checks UTF-8 that comes in pieces, which may end inside a character. Says no at the first octet that cannot be
/// right.
class Utf8Checker {
 public:
  /// Takes the next piece; false when the text cannot be UTF-8 any more.
  [[nodiscard]] bool feed(std::string_view piece);
  /// Whether the text may end here.
  [[nodiscard]] bool complete() const { return missing_ == 0; }
  /// Begins a new text.
  void reset() { *this = Utf8Checker{}; }

 private:
  unsigned char missing_ = 0;  // continuation octets of the character that has begun
  unsigned char least_ = 0x80;
  unsigned char most_ = 0xBF;  // what the next one may be
};

}  // namespace talaria::base
