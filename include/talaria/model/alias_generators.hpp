// Alias generators for ModelConfig: `static constexpr ModelConfig model_config{.alias_generator = to_camel};`
#pragma once
#include <cstddef>
#include <string_view>

namespace talaria {

namespace model::detail {

/// Text that a generator makes, in memory of the caller; what does not fit is left out.
class AliasText {
 public:
  constexpr AliasText(char* out, std::size_t room) : out_(out), room_(room) {}
  constexpr void put(char c) {
    if (size_ < room_) out_[size_++] = c;
  }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }

 private:
  char* out_;
  std::size_t room_;
  std::size_t size_ = 0;
};

constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
}
/// The character at a place; behind the end a blank.
constexpr char at(std::string_view text, std::size_t i) {
  return i < text.size() ? text[i] : ' ';
}
constexpr bool is_camel(std::string_view name) {
  if (name.empty() || !is_lower(name[0])) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_lower(name[i]) && !is_upper(name[i]) && !is_digit(name[i])) return false;
    if (is_digit(name[i]) && is_lower(at(name, i + 1))) return false;
  }
  return true;
}

constexpr std::size_t make_pascal(std::string_view name, char* out, std::size_t room) {
  AliasText text(out, room);
  // Python's title(): a letter is large behind anything but a letter.
  bool in_word = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool letter = is_lower(name[i]) || is_upper(name[i]);
    const char next = at(name, i + 1);
    const bool between = name[i] == '_' && i > 0 && name[i - 1] != '_' && next != '_' && next != ' ';
    if (!between) text.put(letter ? (in_word ? lower(name[i]) : upper(name[i])) : name[i]);
    in_word = letter;
  }
  return text.size();
}

constexpr std::size_t make_camel(std::string_view name, char* out, std::size_t room) {
  if (is_camel(name)) {
    AliasText text(out, room);
    for (const char c : name) text.put(c);
    return text.size();
  }
  const std::size_t size = make_pascal(name, out, room);
  std::size_t first = 0;
  while (first < size && out[first] == '_') ++first;
  if (first < size) out[first] = lower(out[first]);
  return size;
}

constexpr std::size_t make_snake(std::string_view name, char* out, std::size_t room) {
  AliasText text(out, room);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const char before = i > 0 ? name[i - 1] : ' ';
    const bool word = (is_upper(c) && (is_lower(before) || is_digit(before))) || (is_digit(c) && is_lower(before)) ||
                      (is_upper(c) && is_upper(before) && is_lower(at(name, i + 1)));
    if (word) text.put('_');
    text.put(c == '-' ? '_' : lower(c));
  }
  return text.size();
}

}  // namespace model::detail

/// `user_name` becomes `UserName`.
constexpr std::size_t to_pascal(std::string_view name, char* out, std::size_t room) {
  return model::detail::make_pascal(name, out, room);
}
/// `user_name` becomes `userName`.
constexpr std::size_t to_camel(std::string_view name, char* out, std::size_t room) {
  return model::detail::make_camel(name, out, room);
}
/// `userName`, `UserName` and `user-name` become `user_name`.
constexpr std::size_t to_snake(std::string_view name, char* out, std::size_t room) {
  return model::detail::make_snake(name, out, room);
}

}  // namespace talaria
