// Letters of all scripts in upper and lower case, as Python's texts have them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::templates {

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);
/// The first character in upper case, the others in lower case.
[[nodiscard]] std::string capitalized(std::string_view text);
/// Each word capitalised, where a word is a run of letters (Python's `str.title`).
[[nodiscard]] std::string title_case(std::string_view text);
/// Whether it is a letter, a digit or an underscore (`\w`); `character` is one in UTF-8.
[[nodiscard]] bool is_word_character(std::string_view character);
/// `text` with `from` replaced by `to`, `count` times at most; below 0 everywhere. An empty `from` is everywhere.
[[nodiscard]] std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                                   std::int64_t count);

}  // namespace talaria::templates
