#include <cstdint>
#include <stdexcept>

#include <talaria/sql/naming.hpp>

namespace talaria::sql {

namespace {

constexpr std::size_t longest_name = 63;

void append_joined(std::string& out, std::span<const std::string_view> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += '_';
    out += columns[i];
  }
}

void append_word(std::string& out, std::string_view word, const NameParts& parts) {
  if (word.ends_with("_label")) {
    out += parts.table;
    out += '_';
  }
  if (word == "table_name") {
    out += parts.table;
  } else if (word == "column_0_name" || word == "column_0_label") {
    append_joined(out, parts.columns.first(parts.columns.empty() ? 0 : 1));
  } else if (word == "column_0_N_name" || word == "column_0_N_label") {
    append_joined(out, parts.columns);
  } else if (word == "constraint_name") {
    out += parts.constraint;
  } else if (word == "referred_table_name") {
    out += parts.referred_table;
  } else {
    throw std::invalid_argument("a naming convention has no word '" + std::string(word) + "'");
  }
}

void shorten(std::string& name) {
  if (name.size() <= longest_name) return;
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  constexpr std::string_view digits = "0123456789abcdef";
  std::size_t kept = longest_name - 9;
  while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xC0U) == 0x80U) --kept;  // not inside a character
  name.resize(kept);
  name += '_';
  for (int shift = 28; shift >= 0; shift -= 4) name += digits[(hash >> shift) & 15U];
}

}  // namespace

std::string make_name(std::string_view pattern, const NameParts& parts) {
  std::string name;
  while (!pattern.empty()) {
    const auto start = pattern.find("%(");
    name += pattern.substr(0, start);
    if (start == std::string_view::npos) break;
    const auto end = pattern.find(")s", start);
    if (end == std::string_view::npos) throw std::invalid_argument("a naming convention has a '%(' without ')s'");
    append_word(name, pattern.substr(start + 2, end - start - 2), parts);
    pattern.remove_prefix(end + 2);
  }
  shorten(name);
  return name;
}

std::string quote_literal(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw std::invalid_argument("SQL text holds no zero octets");
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace talaria::sql
