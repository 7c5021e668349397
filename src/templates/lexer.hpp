// The text of a template taken apart: data between the tags, and the tokens inside of them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::templates {

/// How white space around tags is treated (Jinja2's options of these names).
struct LexerOptions {
  bool trim_blocks = false;            ///< the line end behind a block's tag is left out
  bool lstrip_blocks = false;          ///< blanks before a block's tag at the beginning of a line are left out
  bool keep_trailing_newline = false;  ///< the line end at the very end stays
};

enum class TokenKind : std::uint8_t {
  data,            ///< text between tags; `text` is it
  variable_begin,  ///< `{{`
  variable_end,
  block_begin,  ///< `{%`
  block_end,
  name,
  integer,
  real,
  string,     ///< `text` is what it stands for
  operation,  ///< `text` is the operator
  end,        ///< of the template
};

struct Token {
  TokenKind kind;
  std::string text = {};
  int line = 1;
};

/// Takes a template apart; the last token is `end`. Throws TemplateSyntaxError with `file` and the line.
[[nodiscard]] std::vector<Token> tokenize(std::string_view source, std::string_view file, const LexerOptions& options);

}  // namespace talaria::templates
