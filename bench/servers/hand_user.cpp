#include "hand_user.hpp"

#include <algorithm>

#include <simdjson.h>

namespace bench {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// `^[^@\s]+@[^@\s]+\.[^@\s]+$` for ASCII, by hand.
bool looks_like_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return false;
  if (text.find_first_of(" \t\r\n\f\v") != std::string_view::npos) return false;
  const auto dot = text.rfind('.');
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
}

bool read_string(simdjson::dom::element value, std::string& to) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return false;
  to.assign(text);
  return true;
}

bool read_tags(simdjson::dom::element value, std::vector<std::string>& tags) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return false;
  for (const auto tag : array) {
    if (!read_string(tag, tags.emplace_back())) return false;
  }
  return true;
}

bool read_user(simdjson::dom::object object, PlainUser& user) {
  unsigned seen = 0;
  for (const auto field : object) {
    bool good = true;
    if (field.key == "username") {
      good = read_string(field.value, user.username);
      seen |= 1U;
    } else if (field.key == "email") {
      good = read_string(field.value, user.email);
      seen |= 2U;
    } else if (field.key == "age") {
      good = field.value.get(user.age) == simdjson::SUCCESS;
      seen |= 4U;
    } else if (field.key == "full_name") {
      if (!field.value.is_null()) good = read_string(field.value, user.full_name.emplace());
    } else if (field.key == "bio") {
      good = read_string(field.value, user.bio);
      seen |= 8U;
    } else if (field.key == "tags") {
      good = read_tags(field.value, user.tags);
      seen |= 16U;
    }
    if (!good) return false;
  }
  return seen == 31U;
}

}  // namespace

bool is_valid(const PlainUser& user) {
  return user.username.size() >= 3 && user.username.size() <= 50 &&
         std::ranges::all_of(user.username, is_name_character) && user.email.size() <= 254 &&
         looks_like_email(user.email) && user.age >= 0 && user.age <= 150 && user.bio.size() <= 500;
}

void append_user(std::string& out, const PlainUser& user) {
  out += "{\"username\":";
  append_json_string(out, user.username);
  out += ",\"email\":";
  append_json_string(out, user.email);
  out += ",\"age\":";
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, user.age).ptr);
  out += ",\"full_name\":";
  if (user.full_name) {
    append_json_string(out, *user.full_name);
  } else {
    out += "null";
  }
  out += ",\"bio\":";
  append_json_string(out, user.bio);
  out += ",\"tags\":[";
  for (std::size_t i = 0; i < user.tags.size(); ++i) {
    if (i != 0) out += ',';
    append_json_string(out, user.tags[i]);
  }
  out += "]}";
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, clean, i - clean);
    clean = i + 1;
    constexpr char hex[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else {
      out += "\\u00";
      out += hex[c >> 4];
      out += hex[c & 15];
    }
  }
  out.append(text, clean);
  out += '"';
}

void append_user_read(std::string& out, std::int64_t id, std::string_view q) {
  char digits[20];
  out += "{\"id\":";
  out.append(digits, std::to_chars(digits, digits + sizeof digits, id).ptr);
  out += ",\"name\":\"Ada Lovelace\",\"q\":";
  append_json_string(out, q);
  out += ",\"active\":true}";
}

std::optional<UserTarget> parse_user_target(std::string_view target) {
  constexpr std::string_view prefix = "/users/";
  if (!target.starts_with(prefix)) return std::nullopt;
  target.remove_prefix(prefix.size());
  UserTarget result;
  const auto [end, fault] = std::from_chars(target.data(), target.data() + target.size(), result.id);
  if (fault != std::errc{}) return std::nullopt;
  target.remove_prefix(static_cast<std::size_t>(end - target.data()));
  if (target.starts_with("?q=")) result.q = target.substr(3);
  return result;
}

struct HandUser::State {
  simdjson::dom::parser parser;
};

const std::size_t HandUser::padding = simdjson::SIMDJSON_PADDING;

HandUser::HandUser() : state_(std::make_unique<State>()) {}
HandUser::~HandUser() = default;

bool HandUser::echo(std::string_view body, std::string& out) {
  simdjson::dom::object object;
  constexpr bool copy_first = false;
  if (state_->parser.parse(body.data(), body.size(), copy_first).get(object) != simdjson::SUCCESS) return false;
  PlainUser user;
  if (!read_user(object, user) || !is_valid(user)) return false;
  append_user(out, user);
  return true;
}

}  // namespace bench
