#include <talaria/base/strings.hpp>

namespace talaria::base {

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

std::string to_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_upper(c);
  return out;
}

std::string title_case(std::string_view text) {
  std::string out(text);
  bool inside_word = false;
  for (char& c : out) {
    c = inside_word ? ascii_lower(c) : ascii_upper(c);
    inside_word = is_ascii_alpha(c);
  }
  return out;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto at = text.find(from);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) break;
    out.append(to);
    text.remove_prefix(at + from.size());
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace talaria::base
