// Finds the named parameters in a text of SQL, at compile time as well as at run time.
#pragma once
#include <cstddef>
#include <string_view>

namespace talaria::sql::detail {

/// What is wrong with a text of SQL.
enum class TextFault : unsigned char { none, unclosed_quote, unclosed_comment, positional_parameter };

/// A named parameter, or the end.
struct FoundParameter {
  std::size_t begin = 0;  ///< of the colon; the size of the text at the end
  std::size_t end = 0;
  TextFault fault = TextFault::none;
};

constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_part(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9');
}

/// Reads SQL as far as it takes to know what is code, and what is a text, a name or a comment.
class TextScanner {
 public:
  constexpr explicit TextScanner(std::string_view text) : text_(text) {}

  /// The next named parameter at or behind `at`.
  constexpr FoundParameter next(std::size_t at) const {
    while (at < text_.size()) {
      const char c = text_[at];
      std::size_t behind = at + 1;
      TextFault fault = TextFault::unclosed_quote;
      if (c == '\'' || c == '"' || c == '`') {
        behind = behind_quote(at);
      } else if (c == '-' && peek(at + 1) == '-') {
        behind = behind_line(at);
      } else if (c == '/' && peek(at + 1) == '*') {
        behind = behind_comment(at);
        fault = TextFault::unclosed_comment;
      } else if (c == '$' && !follows_name(at)) {
        if (peek(at + 1) >= '0' && peek(at + 1) <= '9') return {at, at + 1, TextFault::positional_parameter};
        behind = behind_dollar(at);
      } else if (c == '\\' && peek(at + 1) == ':') {
        behind = at + 2;
      } else if (c == ':') {
        if (begins_parameter(at)) return {at, behind_name(at + 1), TextFault::none};
        behind = peek(at + 1) == ':' ? at + 2 : at + 1;
      }
      if (behind == npos) return {at, text_.size(), fault};
      at = behind;
    }
    return {text_.size(), text_.size(), TextFault::none};
  }

  /// What is wrong with the text, if anything.
  constexpr TextFault fault() const {
    std::size_t at = 0;
    while (at < text_.size()) {
      const FoundParameter found = next(at);
      if (found.fault != TextFault::none) return found.fault;
      at = found.end;
    }
    return TextFault::none;
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  constexpr char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  constexpr bool follows_name(std::size_t at) const { return at > 0 && is_name_part(text_[at - 1]); }
  constexpr bool begins_parameter(std::size_t at) const {
    return is_name_start(peek(at + 1)) && !follows_name(at) && (at == 0 || text_[at - 1] != ':');
  }
  constexpr std::size_t behind_name(std::size_t at) const {
    while (at < text_.size() && is_name_part(text_[at])) ++at;
    return at;
  }
  constexpr std::size_t behind_line(std::size_t at) const {
    while (at < text_.size() && text_[at] != '\n') ++at;
    return at;
  }

  // A doubled quote is one of the text. In PostgreSQL's E'...' a backslash takes the next character with it.
  constexpr std::size_t behind_quote(std::size_t at) const {
    const char quote = text_[at];
    const bool escapes =
        quote == '\'' && at > 0 && (text_[at - 1] == 'E' || text_[at - 1] == 'e') && (at == 1 || !follows_name(at - 1));
    for (++at; at < text_.size(); ++at) {
      if (escapes && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (peek(at + 1) != quote) return at + 1;
        ++at;
      }
    }
    return npos;
  }
  // They nest in PostgreSQL.
  constexpr std::size_t behind_comment(std::size_t at) const {
    std::size_t depth = 0;
    while (at < text_.size()) {
      if (text_[at] == '/' && peek(at + 1) == '*') {
        ++depth;
        at += 2;
      } else if (text_[at] == '*' && peek(at + 1) == '/') {
        at += 2;
        if (--depth == 0) return at;
      } else {
        ++at;
      }
    }
    return npos;
  }
  // $$...$$ and $tag$...$tag$; a lone dollar is an operator.
  constexpr std::size_t behind_dollar(std::size_t at) const {
    const std::size_t tag_end = behind_name(at + 1);
    if (peek(tag_end) != '$') return at + 1;
    const std::string_view tag = text_.substr(at, tag_end + 1 - at);
    const std::size_t close = text_.find(tag, tag_end + 1);
    return close == npos ? npos : close + tag.size();
  }

  std::string_view text_;
};

// Their names are the messages.
void talaria_T301_a_quote_in_the_SQL_is_not_closed();
void talaria_T301_a_comment_in_the_SQL_is_not_closed();
void talaria_T302_write_named_parameters_as_in_id_equals_colon_id();

constexpr void check_sql(std::string_view text) {
  switch (TextScanner(text).fault()) {
    case TextFault::none:
      break;
    case TextFault::unclosed_quote:
      talaria_T301_a_quote_in_the_SQL_is_not_closed();
      break;
    case TextFault::unclosed_comment:
      talaria_T301_a_comment_in_the_SQL_is_not_closed();
      break;
    case TextFault::positional_parameter:
      talaria_T302_write_named_parameters_as_in_id_equals_colon_id();
      break;
  }
}

}  // namespace talaria::sql::detail
