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

}  // namespace talaria::base
