#include "model/json_write.hpp"

#include "model/json_buffer.hpp"
#include "model/text_scan.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include <talaria/base/utf8.hpp>

namespace talaria {

namespace model {

namespace {

/// What stands for a character in a JSON string.
struct Escape {
  char text[6] = {'\\', 'u', '0', '0', '0', '0'};
  std::uint8_t size = 6;
};

/// Of those characters that have to be escaped, the last of which is the backslash.
constexpr auto escapes = [] {
  std::array<Escape, '\\' + 1> table{};
  constexpr const char* hex = "0123456789abcdef";
  for (std::size_t code = 0; code < table.size(); ++code) {
    table[code].text[4] = hex[code >> 4];
    table[code].text[5] = hex[code & 15];
  }
  const auto set = [&](char c, char letter) {
    table[static_cast<std::size_t>(c)].text[1] = letter;
    table[static_cast<std::size_t>(c)].size = 2;
  };
  set('"', '"');
  set('\\', '\\');
  set('\b', 'b');
  set('\f', 'f');
  set('\n', 'n');
  set('\r', 'r');
  set('\t', 't');
  return table;
}();

/// The first byte from `at` on that is not written as it is, or `end`.
const char* find_change(const char* at, const char* end) {
  while (true) {
    at = find_special(at, end);
    if (at == end || static_cast<signed char>(*at) >= 0) return at;
    const std::size_t size = base::utf8_sequence(at, end);
    if (size == 0) return at;
    at += size;
  }
}

template <class Real>
std::size_t format_any_real(char* to, Real value) {
  if (!std::isfinite(value)) {
    std::memcpy(to, "null", 4);
    return 4;
  }
  const Real size = std::fabs(value);
  const bool plain = size == 0 || (size >= Real(1e-4) && size < Real(1e16));
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  char* end = std::to_chars(to, to + longest_real, value, format).ptr;
  if (plain && std::memchr(to, '.', static_cast<std::size_t>(end - to)) == nullptr) {
    *end++ = '.';
    *end++ = '0';
  }
  return static_cast<std::size_t>(end - to);
}

template <class Real>
void write_any_real(std::string& out, Real value) {
  char digits[longest_real];
  out.append(digits, format_any_real(digits, value));
}

template <class Integer>
void write_any_integer(std::string& out, Integer value) {
  char digits[24];
  const char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out.resize(before + text.size() + 2, '"');
  if (copy_plain(out.data() + before + 1, text.data(), text.size())) return;
  out.resize(before);
  JsonBuffer buffer(out);
  buffer.put_unusual_string(text);
  buffer.string();
}

void JsonBuffer::put_unusual_string(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  put('"');
  while (true) {
    const char* const change = find_change(at, end);
    put(std::string_view(at, static_cast<std::size_t>(change - at)));
    if (change == end) break;
    if (static_cast<signed char>(*change) < 0) {
      put("\xEF\xBF\xBD");
    } else {
      const Escape& escape = escapes[static_cast<std::size_t>(*change)];
      put(std::string_view(escape.text, escape.size));
    }
    at = change + 1;
  }
  put('"');
}

std::size_t format_real(char* to, double value) {
  return format_any_real(to, value);
}
std::size_t format_real(char* to, float value) {
  return format_any_real(to, value);
}

void write_real(std::string& out, double value) {
  write_any_real(out, value);
}
void write_real(std::string& out, float value) {
  write_any_real(out, value);
}
void write_integer(std::string& out, std::int64_t value) {
  write_any_integer(out, value);
}
void write_natural(std::string& out, std::uint64_t value) {
  write_any_integer(out, value);
}

}  // namespace model

namespace {

/// Where line ends and blanks go; compact JSON has none.
struct Layout {
  int indent = -1;
  bool spaced = false;  // on one line, with blanks

  [[nodiscard]] const char* comma() const { return spaced ? ", " : ","; }
  void separate(std::string& out, int level) const {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(level * indent), ' ');
  }
};

void write_value(std::string& out, const Json& value, Layout layout, int level);

void write_array(std::string& out, const JsonArray& array, Layout layout, int level) {
  out += '[';
  bool first = true;
  for (const Json& item : array) {
    if (!first) out += layout.comma();
    first = false;
    layout.separate(out, level + 1);
    write_value(out, item, layout, level + 1);
  }
  if (!array.empty()) layout.separate(out, level);
  out += ']';
}

void write_object(std::string& out, const JsonObject& object, Layout layout, int level) {
  out += '{';
  bool first = true;
  for (const JsonMember& member : object) {
    if (!first) out += layout.comma();
    first = false;
    layout.separate(out, level + 1);
    model::write_string(out, member.name);
    out += layout.indent < 0 && !layout.spaced ? ":" : ": ";
    write_value(out, member.value, layout, level + 1);
  }
  if (!object.empty()) layout.separate(out, level);
  out += '}';
}

struct WriteValue {
  std::string& out;
  Layout layout;
  int level;

  void operator()(std::nullptr_t) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { model::write_integer(out, value); }
  void operator()(std::uint64_t value) const { model::write_natural(out, value); }
  void operator()(double value) const { model::write_real(out, value); }
  void operator()(const std::string& value) const { model::write_string(out, value); }
  void operator()(const BigInteger& value) const { out += value.digits; }
  void operator()(const JsonArray& value) const { write_array(out, value, layout, level); }
  void operator()(const JsonObject& value) const { write_object(out, value, layout, level); }
};

void write_value(std::string& out, const Json& value, Layout layout, int level) {
  std::visit(WriteValue{out, layout, level}, value.value());
}

}  // namespace

void model::write_array(std::string& out, const JsonArray& array) {
  talaria::write_array(out, array, Layout{}, 0);
}

void model::write_object(std::string& out, const JsonObject& object) {
  talaria::write_object(out, object, Layout{}, 0);
}

void write_json(std::string& out, const Json& value) {
  write_value(out, value, Layout{}, 0);
}

std::string dump_json(const Json& value) {
  std::string out;
  write_json(out, value);
  return out;
}

std::string dump_json_spaced(const Json& value) {
  std::string out;
  write_value(out, value, Layout{.spaced = true}, 0);
  return out;
}

std::string dump_json_pretty(const Json& value, int indent) {
  std::string out;
  write_value(out, value, Layout{indent}, 0);
  return out;
}

}  // namespace talaria
