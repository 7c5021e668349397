#include "templates/lexer.hpp"

#include <optional>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/templates/template_error.hpp>

namespace talaria::templates {

namespace {

constexpr std::string_view blanks = " \t\n\r\v\f";

bool begins_name(char c) {
  return base::is_ascii_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) {
  return begins_name(c) || base::is_ascii_digit(c);
}

// Jinja2 sees one kind of line end.
std::string with_plain_line_ends(std::string_view source, bool keep_trailing_newline) {
  std::string text;
  text.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\r') {
      text += '\n';
      if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
    } else {
      text += source[i];
    }
  }
  if (!keep_trailing_newline && text.ends_with('\n')) text.pop_back();
  return text;
}

class Lexer {
 public:
  Lexer(std::string_view source, std::string_view file, const LexerOptions& options)
      : text_(with_plain_line_ends(source, options.keep_trailing_newline)), file_(file), options_(options) {}

  std::vector<Token> run() {
    if (!base::is_valid_utf8(text_)) fail("the template is no UTF-8");
    while (at_ < text_.size()) data();
    tokens_.push_back({TokenKind::end, "", line_});
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { throw TemplateSyntaxError(message, file_, line_); }
  [[nodiscard]] bool sees(std::string_view what) const {
    return std::string_view(text_).substr(at_, what.size()) == what;
  }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  void count_lines(std::size_t from, std::size_t to) {
    for (; from < to; ++from) line_ += text_[from] == '\n' ? 1 : 0;
  }
  void skip_to(std::size_t position) {
    count_lines(at_, position);
    at_ = position;
  }
  void push(TokenKind kind, std::string text = {}) { tokens_.push_back({kind, std::move(text), line_}); }

  // The next tag's opening, from `at_` on.
  [[nodiscard]] std::size_t find_tag() const {
    for (std::size_t i = text_.find('{', at_); i != std::string::npos; i = text_.find('{', i + 1)) {
      if (i + 1 < text_.size() && (text_[i + 1] == '{' || text_[i + 1] == '%' || text_[i + 1] == '#')) return i;
    }
    return text_.size();
  }

  // What stands before a tag, without what its sign or the options take away.
  std::string_view stripped(std::size_t begin, std::size_t tag) const {
    std::string_view data(text_.data() + begin, tag - begin);
    const char sign = tag + 2 < text_.size() ? text_[tag + 2] : '\0';
    if (sign == '-') {
      const std::size_t last = data.find_last_not_of(blanks);
      return data.substr(0, last == std::string_view::npos ? 0 : last + 1);
    }
    if (!options_.lstrip_blocks || sign == '+' || text_[tag + 1] == '{') return data;
    const std::size_t line = data.rfind('\n') + 1;  // 0 when there is none
    const bool at_line_start = line > 0 || begin == 0 || text_[begin - 1] == '\n';
    return at_line_start && data.find_first_not_of(" \t\v\f", line) == std::string_view::npos ? data.substr(0, line)
                                                                                              : data;
  }

  void data() {
    const std::size_t tag = find_tag();
    const std::size_t begin = at_;
    const std::string_view before = tag < text_.size() ? stripped(begin, tag) : std::string_view(text_).substr(begin);
    if (!before.empty()) push(TokenKind::data, std::string(before));
    skip_to(tag);
    if (at_ >= text_.size()) return;
    const char kind = text_[at_ + 1];
    at_ += 2;
    if (peek() == '-' || (kind != '{' && peek() == '+')) ++at_;
    if (kind == '#') {
      comment();
    } else if (kind == '%' && raw_begins()) {
      raw();
    } else {
      const bool is_block = kind == '%';
      push(is_block ? TokenKind::block_begin : TokenKind::variable_begin);
      inside(is_block);
    }
  }

  // Behind a tag: its sign and the options decide what follows.
  void after_tag(char sign, bool is_block) {
    if (sign == '-') {
      const std::size_t next = text_.find_first_not_of(blanks, at_);
      skip_to(next == std::string::npos ? text_.size() : next);
    } else if (is_block && options_.trim_blocks && sign != '+' && peek() == '\n') {
      skip_to(at_ + 1);
    }
  }

  void comment() {
    const std::size_t end = text_.find("#}", at_);
    if (end == std::string::npos) fail("Missing end of comment tag");
    const char sign = end > at_ ? text_[end - 1] : '\0';
    skip_to(end + 2);
    after_tag(sign, true);
  }

  // Whether `word` and the end of its tag stand there; where the text behind it begins, and its sign.
  struct TagEnd {
    std::size_t behind;
    char sign;
  };
  [[nodiscard]] std::optional<TagEnd> find_word_tag(std::size_t from, std::string_view word) const {
    std::size_t i = text_.find_first_not_of(blanks, from);
    if (i == std::string::npos || text_.compare(i, word.size(), word) != 0) return std::nullopt;
    i = text_.find_first_not_of(blanks, i + word.size());
    if (i == std::string::npos) return std::nullopt;
    const char sign = text_[i] == '-' || text_[i] == '+' ? text_[i++] : '\0';
    if (text_.compare(i, 2, "%}") != 0) return std::nullopt;
    return TagEnd{i + 2, sign};
  }
  [[nodiscard]] bool raw_begins() const { return find_word_tag(at_, "raw").has_value(); }

  void raw() {
    const TagEnd begin = *find_word_tag(at_, "raw");
    skip_to(begin.behind);
    after_tag(begin.sign, false);
    const std::size_t content = at_;
    for (std::size_t tag = text_.find("{%", at_); tag != std::string::npos; tag = text_.find("{%", tag + 2)) {
      const std::size_t word = tag + 2 < text_.size() && (text_[tag + 2] == '-' || text_[tag + 2] == '+') ? 3 : 2;
      const auto end = find_word_tag(tag + word, "endraw");
      if (!end) continue;
      const std::string_view kept = stripped(content, tag);
      if (!kept.empty()) push(TokenKind::data, std::string(kept));
      skip_to(end->behind);
      after_tag(end->sign, true);
      return;
    }
    fail("Missing end of raw directive");
  }

  // The tokens of a tag, up to its end. Brackets that are open keep `}}` from being the end.
  void inside(bool is_block) {
    const std::string_view close = is_block ? "%}" : "}}";
    std::string open;
    for (;;) {
      while (at_ < text_.size() && blanks.find(text_[at_]) != std::string_view::npos) skip_to(at_ + 1);
      if (at_ >= text_.size()) fail("unexpected end of template, a tag is not closed");
      if (open.empty()) {
        const char sign =
            (peek() == '-' || (peek() == '+' && is_block)) && text_.compare(at_ + 1, 2, close) == 0 ? peek() : '\0';
        if (sign != '\0' || sees(close)) {
          push(is_block ? TokenKind::block_end : TokenKind::variable_end);
          at_ += sign != '\0' ? 3 : 2;
          return after_tag(sign, is_block);
        }
      }
      token(open);
    }
  }

  void token(std::string& open) {
    const char c = peek();
    if (begins_name(c)) return name();
    if (base::is_ascii_digit(c)) return number();
    if (c == '\'' || c == '"') return string();
    static constexpr std::string_view doubles[] = {"//", "**", "==", "!=", ">=", "<="};
    for (const std::string_view one : doubles) {
      if (!sees(one)) continue;
      push(TokenKind::operation, std::string(one));
      at_ += 2;
      return;
    }
    if (std::string_view("+-/*%~[](){}><=.:|,;").find(c) == std::string_view::npos) {
      fail("unexpected char " + std::string(c == '\'' ? "\"" : "'") + c + "'");
    }
    if (c == '(' || c == '[' || c == '{') open += c == '(' ? ')' : (c == '[' ? ']' : '}');
    if (c == ')' || c == ']' || c == '}') {
      if (open.empty()) fail(std::string("unexpected '") + c + "'");
      if (open.back() != c) fail(std::string("unexpected '") + c + "', expected '" + open.back() + "'");
      open.pop_back();
    }
    push(TokenKind::operation, std::string(1, c));
    ++at_;
  }

  void name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    push(TokenKind::name, text_.substr(begin, at_ - begin));
  }

  // Digits with single underscores between them.
  std::string digits(std::string_view allowed) {
    std::string out;
    while (at_ < text_.size()) {
      const std::size_t place = peek() == '_' ? 1 : 0;
      const char c = base::ascii_lower(peek(place));
      if (c == '\0' || allowed.find(c) == std::string_view::npos || (place == 1 && out.empty())) break;
      out += c;
      at_ += place + 1;
    }
    return out;
  }

  void number() {
    const char kind = base::ascii_lower(peek(1));
    if (peek() == '0' && (kind == 'x' || kind == 'o' || kind == 'b')) {
      const std::string prefix(1, kind);
      at_ += 2;
      const std::string found = digits(kind == 'x' ? "0123456789abcdef" : (kind == 'o' ? "01234567" : "01"));
      if (found.empty()) fail("a number has no digits");
      return push(TokenKind::integer, "0" + prefix + found);
    }
    constexpr std::string_view decimal = "0123456789";
    std::string text = digits(decimal);
    bool is_real = false;
    if (peek() == '.' && base::is_ascii_digit(peek(1))) {
      is_real = true;
      ++at_;
      text += "." + digits(decimal);
    }
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (base::ascii_lower(peek()) == 'e' && base::is_ascii_digit(peek(1 + sign))) {
      is_real = true;
      text += 'e';
      if (sign == 1) text += peek(1);
      at_ += 1 + sign;
      text += digits(decimal);
    }
    push(is_real ? TokenKind::real : TokenKind::integer, std::move(text));
  }

  void string() {
    const char quote = peek();
    const int line = line_;
    std::string out;
    for (skip_to(at_ + 1); peek() != quote || at_ >= text_.size();) {
      if (at_ >= text_.size()) fail("a text is not closed");
      if (peek() == '\\') {
        escape(out);
      } else {
        out += peek();
        skip_to(at_ + 1);
      }
    }
    ++at_;
    tokens_.push_back({TokenKind::string, std::move(out), line});
  }

  // Python's escapes; an unknown one stays as it is.
  void escape(std::string& out) {
    const char c = peek(1);
    if (at_ + 1 >= text_.size()) fail("a text is not closed");
    skip_to(at_ + 2);
    switch (c) {
      case '\n':
        return;
      case 'n':
        out += '\n';
        return;
      case 't':
        out += '\t';
        return;
      case 'r':
        out += '\r';
        return;
      case 'b':
        out += '\b';
        return;
      case 'f':
        out += '\f';
        return;
      case 'v':
        out += '\v';
        return;
      case 'a':
        out += '\a';
        return;
      case '\\':
      case '\'':
      case '"':
        out += c;
        return;
      case 'x':
        return code_point(out, 2);
      case 'u':
        return code_point(out, 4);
      case 'U':
        return code_point(out, 8);
      default:
        break;
    }
    if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i) value = value * 8 + (text_[at_++] - '0');
      return base::append_utf8(out, static_cast<char32_t>(value));
    }
    out += '\\';
    out += c;
  }

  void code_point(std::string& out, int count) {
    char32_t value = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      const char c = base::ascii_lower(peek());
      const bool is_letter = c >= 'a' && c <= 'f';
      if (!is_letter && !base::is_ascii_digit(c)) fail("truncated \\x, \\u or \\U escape");
      value = value * 16 + static_cast<char32_t>(is_letter ? c - 'a' + 10 : c - '0');
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) fail("an escape stands for no character");
    base::append_utf8(out, value);
  }

  std::string text_;
  std::string_view file_;
  LexerOptions options_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view source, std::string_view file, const LexerOptions& options) {
  return Lexer(source, file, options).run();
}

}  // namespace talaria::templates
