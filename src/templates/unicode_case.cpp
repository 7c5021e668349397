#include "templates/unicode_case.hpp"

#include <cstdlib>
#include <memory>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include <talaria/base/utf8.hpp>

namespace talaria::templates {

namespace {

using Convert = std::uint8_t* (*)(const std::uint8_t*, std::size_t, const char*, uninorm_t, std::uint8_t*,
                                  std::size_t*);

std::string converted(std::string_view text, Convert convert) {
  if (text.empty()) return {};
  std::size_t size = 0;
  struct Free {
    void operator()(std::uint8_t* octets) const { std::free(octets); }
  };
  const std::unique_ptr<std::uint8_t, Free> octets(
      convert(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), "", nullptr, nullptr, &size));
  if (octets == nullptr) return std::string(text);  // no UTF-8
  return std::string(reinterpret_cast<const char*>(octets.get()), size);
}

std::size_t first_size(std::string_view text) {
  return text.empty() ? 0 : std::max<std::size_t>(base::utf8_sequence(text.data(), text.data() + text.size()), 1);
}

ucs4_t code_point(std::string_view character) {
  ucs4_t found = 0;
  u8_mbtouc(&found, reinterpret_cast<const std::uint8_t*>(character.data()), character.size());
  return found;
}

}  // namespace

std::string upper_case(std::string_view text) {
  return converted(text, &u8_toupper);
}
std::string lower_case(std::string_view text) {
  return converted(text, &u8_tolower);
}
std::string capitalized(std::string_view text) {
  const std::size_t first = first_size(text);
  return converted(text.substr(0, first), &u8_totitle) + lower_case(text.substr(first));
}
std::string title_case(std::string_view text) {
  std::string out;
  bool in_word = false;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, first_size(text));
    out += in_word ? lower_case(character) : converted(character, &u8_totitle);
    in_word = uc_is_alpha(code_point(character));
    text.remove_prefix(character.size());
  }
  return out;
}
bool is_word_character(std::string_view character) {
  const ucs4_t point = code_point(character);
  return point == '_' || uc_is_alnum(point);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to, std::int64_t count) {
  std::string out;
  while (count != 0) {
    if (from.empty()) {
      // Before each character, and at the end.
      const std::size_t size = first_size(text);
      out.append(to).append(text.substr(0, size));
      if (size == 0) return out;
      text.remove_prefix(size);
    } else {
      const std::size_t at = text.find(from);
      if (at == std::string_view::npos) break;
      out.append(text.substr(0, at)).append(to);
      text.remove_prefix(at + from.size());
    }
    if (count > 0) --count;
  }
  return out.append(text);
}

}  // namespace talaria::templates
