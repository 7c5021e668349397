// The tree that a template is read into. It is immutable once read, and shared by all who render it.
#pragma once
#include "templates/lexer.hpp"
#include "templates/value.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace talaria::templates {

struct Expression;
struct Statement;
using ExpressionPtr = std::unique_ptr<Expression>;
using Body = std::vector<Statement>;

/// The arguments of a call, a filter or a test.
struct CallArguments {
  std::vector<ExpressionPtr> values;
  std::vector<std::pair<std::string, ExpressionPtr>> named;
  ExpressionPtr rest;        ///< `*values`
  ExpressionPtr named_rest;  ///< `**values`
};

struct Expression {
  enum class Kind : std::uint8_t {
    constant,   ///< `value`
    name,       ///< `text`
    list,       ///< `items`
    tuple,      ///< `items`
    dict,       ///< `items`: a key, its value, and so on
    unary,      ///< `text`: `-`, `+`, `not`
    binary,     ///< `text`: `+ - * / // % **`, `and`, `or`; two items
    concat,     ///< `~`: items
    compare,    ///< the first of `items` and, with the operators in `names`, the others
    condition,  ///< `a if b else c`: b, a and c, which may be missing
    attribute,  ///< `text` of items[0]
    item,       ///< items[1] of items[0]
    slice,      ///< items[0] from items[1] to items[2] by items[3], null where they are missing
    call,       ///< items[0] with `arguments`
    filter,     ///< `text` of items[0], null in a filter block's first filter, with `arguments`
    test,       ///< `text` of items[0] with `arguments`
  };
  Kind kind;
  int line;
  int depth = 1;  ///< of the tree below
  std::string text = {};
  Value value = {};
  std::vector<ExpressionPtr> items = {};
  std::vector<std::string> names = {};
  CallArguments arguments = {};
};

/// What a `for` or a `set` assigns to: a name, an attribute of a namespace, or several of them.
struct Target {
  std::string name = {};
  std::string attribute = {};      ///< of the namespace `name`
  std::vector<Target> parts = {};  ///< unpacked; `name` is empty then
};

/// A name, and its default in a macro, its value in a `with`, its other name in an import.
struct Parameter {
  std::string name;
  ExpressionPtr value = nullptr;
};

struct Statement {
  enum class Kind : std::uint8_t {
    data,        ///< `text`
    print,       ///< `expression`
    if_,         ///< `branches`, with `else_body`
    for_,        ///< `target` in `expression` if `condition`: `body`, `else_body`
    set,         ///< `target` = `expression`
    set_block,   ///< `target` = what `body` prints, through the filters of `expression` if there is one
    block,       ///< `text`, with `body`
    extends,     ///< `expression`
    include,     ///< `expression`
    import,      ///< `expression` as `text`
    from,        ///< `expression` import `names`
    macro,       ///< `text` with `parameters` and `body`
    call_block,  ///< `expression`, a call, with a caller of `parameters` and `body`
    filter,      ///< `expression`, filters of what `body` prints
    with,        ///< `parameters` in `body`
    autoescape,  ///< `expression` in `body`
  };
  Kind kind;
  int line;
  std::string text = {};
  ExpressionPtr expression = nullptr;
  ExpressionPtr condition = nullptr;
  Target target = {};
  Body body = {};
  Body else_body = {};
  std::vector<std::pair<ExpressionPtr, Body>> branches = {};
  std::vector<Parameter> parameters = {};
  std::vector<std::pair<std::string, std::string>> names = {};
  bool with_context = true;     ///< include, import
  bool ignore_missing = false;  ///< include
  bool recursive = false;       ///< for
  bool scoped = false;          ///< block: sees the variables around it
  bool required = false;        ///< block: has to be overridden
  bool uses_varargs = false;    ///< macro: takes more values than it has parameters for
  bool uses_kwargs = false;     ///< macro: the same of named values
  bool uses_caller = false;     ///< macro: may be called by a call block
};

/// A template that was read.
struct Syntax {
  std::string name;  ///< as it was asked for
  std::string file;  ///< for messages
  Body body;
  std::map<std::string, const Statement*, std::less<>> blocks;
  std::vector<std::pair<std::string, int>> references;  ///< names of others that are written out, and their lines
};

/// How deeply expressions and statements may be nested in a template.
inline constexpr int max_syntax_depth = 200;

/// How templates are read.
struct ParseOptions {
  LexerOptions lexer = {};
  /// Whether there is a filter of that name; one that is not there is found before anything is rendered.
  std::function<bool(std::string_view name)> has_filter;
};

/// Reads a template. Throws TemplateSyntaxError with `file` and the line.
[[nodiscard]] std::unique_ptr<const Syntax> parse_template(std::string_view source, std::string name, std::string file,
                                                           const ParseOptions& options);

}  // namespace talaria::templates
