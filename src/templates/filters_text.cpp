// Filters of texts.
#include "templates/filters.hpp"
#include "templates/python_format.hpp"
#include "templates/unicode_case.hpp"

#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/http/url.hpp>

namespace talaria::templates {

namespace {

constexpr std::string_view blanks = " \t\n\r\v\f";

Value like(const Value& self, std::string text) {
  return Value::text(std::move(text), self.is_safe());
}

Value escape(Render&, const Value& value, const Arguments&) {
  return value.is_safe() ? value : Value::text(escaped(value), true);
}
Value force_escape(Render&, const Value& value, const Arguments&) {
  return Value::text(escaped(Value::text(to_text(value))), true);
}
Value safe(Render&, const Value& value, const Arguments&) {
  return Value::text(to_text(value), true);
}
Value string(Render&, const Value& value, const Arguments&) {
  return soft_text(value);
}
Value upper(Render&, const Value& value, const Arguments&) {
  return like(value, upper_case(to_text(value)));
}
Value lower(Render&, const Value& value, const Arguments&) {
  return like(value, lower_case(to_text(value)));
}
Value capitalize(Render&, const Value& value, const Arguments&) {
  return like(value, capitalized(to_text(value)));
}

// Words begin behind blanks, hyphens and opening brackets, so that "it's" stays one.
Value title(Render&, const Value& value, const Arguments&) {
  constexpr std::string_view before_words = " \t\n\r\v\f-({[<";
  const std::string text = to_text(value);
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    const bool is_word = before_words.find(text[from]) == std::string_view::npos;
    const std::size_t end = std::min(
        is_word ? text.find_first_of(before_words, from) : text.find_first_not_of(before_words, from), text.size());
    const std::string part = text.substr(from, end - from);
    out += is_word ? capitalized(part) : part;
    from = end;
  }
  return Value::text(std::move(out));
}

Value trim(Render&, const Value& value, const Arguments& arguments) {
  const Value given = arguments.get(0, "chars");
  const std::string set = given.is_none() ? std::string(blanks) : to_text(given);
  const std::string text = to_text(value);
  const std::size_t begin = text.find_first_not_of(set);
  if (begin == std::string::npos) return like(value, "");
  return like(value, text.substr(begin, text.find_last_not_of(set) - begin + 1));
}

Value replace(Render& render, const Value& value, const Arguments& arguments) {
  const Value from = arguments.get(0, "old");
  const Value to = arguments.get(1, "new");
  if (from.is_none() || to.is_none()) fail("replace needs what to look for and what to put there");
  const Value count_given = arguments.get(2, "count");
  const std::int64_t count = count_given.is_none() ? -1 : count_given.whole().value_or(-1);
  if (!render.autoescape()) return Value::text(replaced(to_text(value), to_text(from), to_text(to), count));
  const bool is_safe = value.is_safe() || from.is_safe() || to.is_safe();
  const std::string text = is_safe ? escaped(value) : to_text(value);
  return Value::text(replaced(text, to_text(from), is_safe ? escaped(to) : to_text(to), count), is_safe);
}

Value truncate(Render&, const Value& value, const Arguments& arguments) {
  const std::size_t length = count_argument(arguments, 0, "length", 255);
  const bool kill_words = is_true(arguments.get(1, "killwords", Value::boolean(false)));
  const Value end = soft_text(arguments.get(2, "end", Value::text("...")));
  const Value leeway_given = arguments.get(3, "leeway");
  const std::size_t leeway = leeway_given.is_none() ? 5 : count_argument(arguments, 3, "leeway", 5);
  const std::size_t end_size = size_of(end);
  if (length < end_size) fail("expected length >= " + std::to_string(end_size) + ", got " + std::to_string(length));
  const Value text = soft_text(value);
  if (size_of(text) <= length + leeway) return text;
  const Value cut = get_slice(text, {}, Value::size(length - end_size), {});
  std::string kept(cut.text()->view);
  if (const std::size_t last = kept.rfind(' '); !kill_words && last != std::string::npos) kept.resize(last);
  return like(value, kept + (value.is_safe() ? escaped(end) : to_text(end)));
}

Value wordcount(Render&, const Value& value, const Arguments&) {
  std::int64_t count = 0;
  bool in_word = false;
  for (const Value& character : items_of(soft_text(value))) {
    const bool is_word = is_word_character(character.text()->view);
    count += is_word && !in_word ? 1 : 0;
    in_word = is_word;
  }
  return Value::integer(count);
}

void remove_between(std::string& text, std::string_view begin, std::string_view end) {
  for (std::size_t from = text.find(begin); from != std::string::npos; from = text.find(begin, from)) {
    const std::size_t to = text.find(end, from);
    if (to == std::string::npos) return;
    text.erase(from, to + end.size() - from);
  }
}

// What escapes made, and the entities that people write.
std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"amp", "&"},        {"lt", "<"},         {"gt", ">"},         {"quot", "\""},       {"apos", "'"},
      {"nbsp", "\u00a0"},  {"copy", "\u00a9"},  {"reg", "\u00ae"},   {"hellip", "\u2026"}, {"mdash", "\u2014"},
      {"ndash", "\u2013"}, {"raquo", "\u00bb"}, {"laquo", "\u00ab"}, {"euro", "\u20ac"}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 12) {
      out += text[i];
      continue;
    }
    const std::string_view name = text.substr(i + 1, end - i - 1);
    std::string found;
    if (name.starts_with('#')) {
      const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      const std::string_view digits = name.substr(is_hex ? 2 : 1);
      std::uint32_t point = 0;
      const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), point, is_hex ? 16 : 10);
      const bool is_number = !digits.empty() && result.ec == std::errc() && result.ptr == digits.data() + digits.size();
      const bool is_character = point > 0 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
      if (is_number && is_character) base::append_utf8(found, point);
    } else {
      for (const auto& [known, character] : names) {
        if (known == name) found = character;
      }
    }
    if (found.empty()) {
      out += text[i];
      continue;
    }
    out += found;
    i = end;
  }
  return out;
}

Value striptags(Render&, const Value& value, const Arguments&) {
  std::string text = to_text(value);
  remove_between(text, "<!--", "-->");
  remove_between(text, "<", ">");
  std::string out;
  for (std::size_t from = text.find_first_not_of(blanks); from != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, from), text.size());
    if (!out.empty()) out += ' ';
    out.append(text, from, end - from);
    from = text.find_first_not_of(blanks, end);
  }
  return Value::text(unescaped(out));
}

Value indent(Render&, const Value& value, const Arguments& arguments) {
  const Value width = arguments.get(0, "width", Value::integer(4));
  const std::string by = width.text() != nullptr ? std::string(width.text()->view)
                                                 : std::string(count_argument(arguments, 0, "width", 4), ' ');
  const bool first = is_true(arguments.get(1, "first", Value::boolean(false)));
  const bool blank = is_true(arguments.get(2, "blank", Value::boolean(false)));
  const std::string text = to_text(value);
  std::string out = first ? by : "";
  std::size_t from = 0;
  for (bool is_first = true;; is_first = false) {
    const std::size_t end = text.find('\n', from);
    const std::string_view line = std::string_view(text).substr(from, end == std::string::npos ? end : end - from);
    if (!is_first) {
      out += '\n';
      if (blank || !line.empty()) out += by;
    }
    out += line;
    if (end == std::string::npos) return like(value, std::move(out));
    from = end + 1;
  }
}

Value center(Render&, const Value& value, const Arguments& arguments) {
  const std::string width = std::to_string(count_argument(arguments, 0, "width", 80));
  // Python puts the odd blank on the left where the width is odd.
  const std::size_t size = size_of(soft_text(value));
  const std::size_t wanted = count_argument(arguments, 0, "width", 80);
  if (size >= wanted) return like(value, to_text(value));
  const std::size_t missing = wanted - size;
  const std::size_t left = missing / 2 + (missing & wanted & 1U);
  return like(value, std::string(left, ' ') + to_text(value) + std::string(missing - left, ' '));
}

Value format(Render&, const Value& value, const Arguments& arguments) {
  if (arguments.named.empty()) return percent_format(soft_text(value), Value::list(arguments.values, true));
  Value named = Value::dict();
  for (const auto& [name, held] : arguments.named) named.own_dict()->set(Value::text(name), held);
  return percent_format(soft_text(value), named);
}

// Parts of a query have a plus for a blank, and no slash.
std::string query_part(const Value& value) {
  return replaced(http::percent_encode(to_text(value), ""), "%20", "+", -1);
}
Value urlencode(Render&, const Value& value, const Arguments&) {
  if (value.text() != nullptr || !(value.is_dict() || value.is_list()))
    return Value::text(http::percent_encode(to_text(value), "/"));
  std::string out;
  const auto add = [&out](const Value& name, const Value& held) {
    if (!out.empty()) out += '&';
    out += query_part(name) + "=" + query_part(held);
  };
  if (value.is_dict()) {
    for (const auto& [name, held] : pairs_of(value)) add(name, held);
    return Value::text(std::move(out));
  }
  for (const Value& pair : items_of(value)) {
    if (size_of(pair) != 2) fail("urlencode takes a dict or pairs");
    add(get_item(pair, Value::integer(0)), get_item(pair, Value::integer(1)));
  }
  return Value::text(std::move(out));
}

Value xmlattr(Render& render, const Value& value, const Arguments& arguments) {
  std::string out;
  for (const auto& [name, held] : pairs_of(value)) {
    if (held.is_none() || held.is_undefined()) continue;
    const std::string key = to_text(name);
    // It could begin another attribute, or end the tag.
    if (key.find_first_of(" \t\n\f\r/>=") != std::string::npos)
      fail("Invalid character in attribute name: " + to_repr(name));
    if (!out.empty()) out += ' ';
    out += escaped(name) + "=\"" + escaped(held) + "\"";
  }
  if (!out.empty() && is_true(arguments.get(0, "autospace", Value::boolean(true)))) out.insert(0, " ");
  return Value::text(std::move(out), render.autoescape());
}

Value filesizeformat(Render&, const Value& value, const Arguments& arguments) {
  static constexpr std::string_view decimal[] = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
  static constexpr std::string_view binary[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};
  const bool is_binary = is_true(arguments.get(0, "binary", Value::boolean(false)));
  const auto number = value.number();
  if (!number) fail("filesizeformat needs a number, not " + type_name(value));
  const double base = is_binary ? 1024 : 1000;
  if (*number == 1) return Value::text("1 Byte");
  if (*number < base) return Value::text(to_text(Value::integer(static_cast<std::int64_t>(*number))) + " Bytes");
  double unit = base;
  std::size_t i = 0;
  for (; i < 7 && *number >= unit * base; ++i) unit *= base;
  return Value::text(format_by(Value::real(*number / unit), ".1f") + " " +
                     std::string(is_binary ? binary[i] : decimal[i]));
}

constexpr NamedFilter filters[] = {
    {"escape", &escape},
    {"e", &escape},
    {"forceescape", &force_escape},
    {"safe", &safe},
    {"string", &string},
    {"upper", &upper},
    {"lower", &lower},
    {"capitalize", &capitalize},
    {"title", &title},
    {"trim", &trim},
    {"replace", &replace},
    {"truncate", &truncate},
    {"wordcount", &wordcount},
    {"striptags", &striptags},
    {"indent", &indent},
    {"center", &center},
    {"format", &format},
    {"urlencode", &urlencode},
    {"xmlattr", &xmlattr},
    {"filesizeformat", &filesizeformat},
};

}  // namespace

std::span<const NamedFilter> text_filters() {
  return filters;
}

}  // namespace talaria::templates
