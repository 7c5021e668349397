#include <algorithm>

#include <talaria/settings/dotenv.hpp>

namespace talaria::settings {

namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Dotenv run() {
    Dotenv out;
    for (;;) {
      while (at_ < text_.size() && (is_blank(peek()) || is_line_end(peek()))) advance();
      if (at_ >= text_.size()) return out;
      const std::size_t line = line_;
      DotenvValue value;
      if (!binding(value)) {
        out.faulty_lines.push_back(line);
        skip_line();
      } else if (!value.name.empty()) {
        value.line = line;
        out.values.push_back(std::move(value));
      }
    }
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void advance() {
    const bool is_pair = peek() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    if (is_line_end(peek()) && !is_pair) ++line_;
    ++at_;
  }
  void skip_blanks() {
    while (is_blank(peek()) && at_ < text_.size()) ++at_;
  }
  void skip_line() {
    while (at_ < text_.size() && !is_line_end(peek())) ++at_;
  }

  bool binding(DotenvValue& value) {
    if (text_.substr(at_).starts_with("export") && at_ + 6 < text_.size() && is_blank(text_[at_ + 6])) {
      at_ += 6;
      skip_blanks();
    }
    if (peek() != '#' && !name(value.name)) return false;
    skip_blanks();
    if (peek() == '=') {
      ++at_;
      skip_blanks();
      value.value.emplace();
      if (!content(*value.value)) return false;
    }
    skip_blanks();
    if (peek() == '#') skip_line();
    return at_ >= text_.size() || is_line_end(peek());
  }

  bool name(std::string& out) {
    const bool quoted = peek() == '\'';
    if (quoted) ++at_;
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = peek();
      if (quoted ? c == '\'' : (c == '=' || c == '#' || is_blank(c) || is_line_end(c))) break;
      advance();
    }
    if (at_ == begin || (quoted && at_ >= text_.size())) return false;
    out = text_.substr(begin, at_ - begin);
    if (quoted) ++at_;
    return true;
  }

  bool content(std::string& out) {
    const char first = peek();
    if (first == '\'' || first == '"') return quoted(first, out);
    const std::size_t begin = at_;
    skip_line();
    std::string_view value = text_.substr(begin, at_ - begin);
    for (std::size_t i = 1; i < value.size(); ++i) {
      if (value[i] == '#' && is_blank(value[i - 1])) value = value.substr(0, i);
    }
    while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
    out = value;
    return true;
  }

  // Only the quote itself and backslashes are escaped between single quotes; between double ones so are line ends.
  bool quoted(char quote, std::string& out) {
    static constexpr std::string_view names = "abfnrtv";
    static constexpr std::string_view characters = "\a\b\f\n\r\t\v";
    const std::size_t begin = at_;
    const std::size_t line = line_;
    for (advance(); at_ < text_.size(); advance()) {
      const char c = peek();
      if (c == quote) {
        ++at_;
        return true;
      }
      const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      const std::size_t named = quote == '"' && next != '\0' ? names.find(next) : std::string_view::npos;
      if (c != '\\') {
        out += c;
      } else if (next == '\\' || next == '\'' || next == quote) {
        out += next;
        ++at_;
      } else if (named != std::string_view::npos) {
        out += characters[named];
        ++at_;
      } else {
        out += c;
      }
    }
    // Nobody closes it: only this line is lost.
    at_ = begin;
    line_ = line;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

// `${NAME}` and `${NAME:-default}` in a value, by what stands before it.
std::string interpolated(std::string_view text, const std::vector<DotenvValue>& before, Lookup lookup,
                         const void* environment) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text.substr(at).starts_with("${") ? text.find('}', at) : std::string_view::npos;
    const std::string_view inside = end != std::string_view::npos ? text.substr(at + 2, end - at - 2) : "";
    const std::size_t colon = inside.find(':');
    const bool is_variable =
        end != std::string_view::npos && (colon == std::string_view::npos || inside.substr(colon).starts_with(":-"));
    if (!is_variable) {
      out += text[at];
      continue;
    }
    const std::string_view name = inside.substr(0, colon);
    const auto known =
        std::find_if(before.rbegin(), before.rend(), [name](const DotenvValue& one) { return one.name == name; });
    std::optional<std::string> value;
    if (known != before.rend()) {
      value = known->value.value_or("");
    } else if (lookup != nullptr) {
      value = lookup(environment, name);
    }
    out += value ? *value : std::string(colon == std::string_view::npos ? "" : inside.substr(colon + 2));
    at = end;
  }
  return out;
}

}  // namespace

Dotenv parse_dotenv(std::string_view text, Lookup lookup, const void* environment) {
  Dotenv parsed = Reader(text).run();
  std::vector<DotenvValue> done;
  done.reserve(parsed.values.size());
  for (DotenvValue& one : parsed.values) {
    if (one.value) one.value = interpolated(*one.value, done, lookup, environment);
    done.push_back(std::move(one));
  }
  parsed.values = std::move(done);
  return parsed;
}

}  // namespace talaria::settings
