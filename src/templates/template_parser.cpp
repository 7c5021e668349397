// Statements: what stands between `{%` and `%}`.
#include "templates/expression_parser.hpp"

#include <algorithm>
#include <initializer_list>

#include <talaria/templates/template_error.hpp>

namespace talaria::templates {

namespace {

class TemplateParser : private ExpressionParser {
 public:
  TemplateParser(std::vector<Token> tokens, std::string name, const std::string& file, const ParseOptions& options)
      : ExpressionParser(std::move(tokens), file, options), syntax_(std::make_unique<Syntax>()) {
    syntax_->name = std::move(name);
    syntax_->file = file;
  }

  std::unique_ptr<const Syntax> run() {
    syntax_->body = body({});
    index_blocks(syntax_->body);
    return std::move(syntax_);
  }

 private:
  using Names = std::initializer_list<std::string_view>;
  using Kind = Statement::Kind;

  [[nodiscard]] bool sees_any(Names names) const {
    return current().kind == TokenKind::name && std::find(names.begin(), names.end(), current().text) != names.end();
  }

  // Up to a block that begins with one of `ends`, whose name is then the next token.
  Body body(Names ends) {
    const Nested nested(*this);
    Body statements;
    for (;;) {
      const int line = current().line;
      switch (current().kind) {
        case TokenKind::end:
          if (ends.size() > 0) fail(missing_end(ends));
          return statements;
        case TokenKind::data:
          statements.push_back({.kind = Kind::data, .line = line, .text = current().text});
          next();
          break;
        case TokenKind::variable_begin:
          next();
          statements.push_back({.kind = Kind::print, .line = line, .expression = tuple()});
          expect_kind(TokenKind::variable_end);
          break;
        case TokenKind::block_begin:
          next();
          if (sees_any(ends)) return statements;
          statement(statements);
          break;
        default:
          fail_unexpected();
      }
    }
  }

  static std::string missing_end(Names ends) {
    std::string text = "Unexpected end of template. Jinja was looking for the following tags: ";
    bool first = true;
    for (const std::string_view end : ends) {
      text += std::string(first ? "'" : " or '") + std::string(end) + "'";
      first = false;
    }
    return text + ".";
  }

  void expect_kind(TokenKind kind) {
    if (current().kind != kind) fail_unexpected();
    next();
  }
  void end_tag() { expect_kind(TokenKind::block_end); }

  // The body of a statement, and its end.
  Body body_until(std::string_view end) {
    end_tag();
    Body statements = body({end});
    next();
    return statements;
  }

  void statement(Body& statements) {
    const int line = current().line;
    const std::string name = expect_any_name();
    Statement made{.kind = Kind::data, .line = line};
    if (name == "if") {
      if_(made);
    } else if (name == "for") {
      for_(made);
    } else if (name == "set") {
      set(made);
    } else if (name == "block") {
      block(made);
    } else if (name == "extends") {
      made.kind = Kind::extends;
      made.expression = expression();
      refer(*made.expression);
    } else if (name == "include") {
      include(made);
    } else if (name == "import") {
      import(made);
    } else if (name == "from") {
      from(made);
    } else if (name == "macro") {
      macro(made);
    } else if (name == "call") {
      call_block(made);
    } else if (name == "filter") {
      filter_block(made);
    } else if (name == "with") {
      with(made);
    } else if (name == "autoescape") {
      made.kind = Kind::autoescape;
      made.expression = expression();
      made.body = body_until("endautoescape");
    } else {
      fail_at("Encountered unknown tag '" + name + "'.", line);
    }
    end_tag();
    statements.push_back(std::move(made));
  }

  // Other templates that are named in the text are checked with this one.
  void refer(const Expression& name) {
    const Text* text = name.kind == Expression::Kind::constant ? name.value.text() : nullptr;
    if (text != nullptr) syntax_->references.emplace_back(std::string(text->view), name.line);
  }

  void if_(Statement& made) {
    made.kind = Kind::if_;
    for (;;) {
      ExpressionPtr condition = tuple(false);
      end_tag();
      Body then = body({"elif", "else", "endif"});
      made.branches.emplace_back(std::move(condition), std::move(then));
      if (!skip_name("elif")) break;
    }
    if (skip_name("else")) {
      end_tag();
      made.else_body = body({"endif"});
    }
    expect_name("endif");
  }

  void for_(Statement& made) {
    made.kind = Kind::for_;
    made.target = target(false);
    expect_name("in");
    made.expression = tuple(false, "recursive");
    if (skip_name("if")) made.condition = expression();
    made.recursive = skip_name("recursive");
    end_tag();
    made.body = body({"endfor", "else"});
    if (skip_name("else")) {
      end_tag();
      made.else_body = body({"endfor"});
    }
    expect_name("endfor");
  }

  void check_assignable(const std::string& name) const {
    static constexpr std::string_view reserved[] = {"true", "false", "none", "True", "False", "None", "loop"};
    if (std::find(std::begin(reserved), std::end(reserved), name) != std::end(reserved)) {
      fail("can't assign to '" + name + "'");
    }
  }

  // A name or `(a, b)`; with `namespaces` also `ns.name`.
  Target one_target(bool namespaces) {
    const Nested nested(*this);
    Target target;
    if (skip("(")) {
      target = this->target(namespaces);
      expect(")");
      return target;
    }
    target.name = expect_any_name();
    check_assignable(target.name);
    if (namespaces && skip(".")) target.attribute = expect_any_name();
    return target;
  }

  Target target(bool namespaces) {
    Target first = one_target(namespaces);
    if (!sees(",")) return first;
    Target several;
    several.parts.push_back(std::move(first));
    while (skip(",")) {
      if (sees_name("in") || sees("=") || sees(")")) break;
      several.parts.push_back(one_target(namespaces));
    }
    return several;
  }

  void set(Statement& made) {
    made.target = target(true);
    if (skip("=")) {
      made.kind = Kind::set;
      made.expression = tuple();
      return;
    }
    made.kind = Kind::set_block;
    while (skip("|")) made.expression = filter(std::move(made.expression));
    made.body = body_until("endset");
  }

  void block(Statement& made) {
    made.kind = Kind::block;
    made.text = expect_any_name();
    made.scoped = skip_name("scoped");
    made.required = skip_name("required");
    if (sees("-")) fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens");
    end_tag();
    made.body = body({"endblock"});
    next();
    if (current().kind == TokenKind::name) expect_name(made.text);
    if (made.required && std::any_of(made.body.begin(), made.body.end(), [](const Statement& one) {
          return one.kind != Kind::data || one.text.find_first_not_of(" \t\n") != std::string::npos;
        })) {
      fail_at("Required blocks can only contain comments or whitespace", made.line);
    }
  }

  void context_words(Statement& made) {
    if ((sees_name("with") || sees_name("without")) && ahead().kind == TokenKind::name && ahead().text == "context") {
      made.with_context = sees_name("with");
      next();
      next();
    }
  }

  void include(Statement& made) {
    made.kind = Kind::include;
    made.expression = expression();
    if (sees_name("ignore") && ahead().kind == TokenKind::name && ahead().text == "missing") {
      made.ignore_missing = true;
      next();
      next();
    } else {
      refer(*made.expression);
    }
    context_words(made);
  }

  void import(Statement& made) {
    made.kind = Kind::import;
    made.with_context = false;
    made.expression = expression();
    refer(*made.expression);
    expect_name("as");
    made.text = expect_any_name();
    check_assignable(made.text);
    context_words(made);
  }

  void from(Statement& made) {
    made.kind = Kind::from;
    made.with_context = false;
    made.expression = expression();
    refer(*made.expression);
    expect_name("import");
    while (current().kind == TokenKind::name) {
      if (sees_name("with") || sees_name("without")) {
        context_words(made);
        break;
      }
      std::string name = expect_any_name();
      if (name.starts_with('_')) fail("names starting with an underline can not be imported");
      std::string alias = skip_name("as") ? expect_any_name() : name;
      made.names.emplace_back(std::move(name), std::move(alias));
      if (!skip(",")) {
        context_words(made);
        break;
      }
    }
    if (made.names.empty()) fail_unexpected();
  }

  // `(a, b=1)`
  void signature(Statement& made) {
    expect("(");
    while (!sees(")")) {
      if (!made.parameters.empty()) expect(",");
      Parameter parameter{expect_any_name()};
      check_assignable(parameter.name);
      if (skip("=")) {
        parameter.value = expression();
      } else if (!made.parameters.empty() && made.parameters.back().value != nullptr) {
        fail("non-default argument follows default argument");
      }
      made.parameters.push_back(std::move(parameter));
    }
    expect(")");
  }

  void macro(Statement& made) {
    made.kind = Kind::macro;
    made.text = expect_any_name();
    check_assignable(made.text);
    signature(made);
    body_of_macro(made, "endmacro");
  }

  void body_of_macro(Statement& made, std::string_view end) {
    const std::size_t begin = place();
    made.body = body_until(end);
    made.uses_varargs = named_since(begin, "varargs");
    made.uses_kwargs = named_since(begin, "kwargs");
    made.uses_caller = named_since(begin, "caller");
  }

  void call_block(Statement& made) {
    made.kind = Kind::call_block;
    if (sees("(")) signature(made);
    made.expression = expression();
    if (made.expression->kind != Expression::Kind::call) fail_at("expected call", made.line);
    body_of_macro(made, "endcall");
  }

  void filter_block(Statement& made) {
    made.kind = Kind::filter;
    made.expression = filter(nullptr);
    while (skip("|")) made.expression = filter(std::move(made.expression));
    made.body = body_until("endfilter");
  }

  void with(Statement& made) {
    made.kind = Kind::with;
    while (current().kind != TokenKind::block_end) {
      if (!made.parameters.empty()) expect(",");
      Parameter parameter{expect_any_name()};
      check_assignable(parameter.name);
      expect("=");
      parameter.value = expression();
      made.parameters.push_back(std::move(parameter));
    }
    made.body = body_until("endwith");
  }

  // Only now the statements stay where they are.
  void index_blocks(const Body& statements) {
    for (const Statement& one : statements) {
      if (one.kind == Kind::block && !syntax_->blocks.emplace(one.text, &one).second) {
        fail_at("block '" + one.text + "' defined twice", one.line);
      }
      index_blocks(one.body);
      index_blocks(one.else_body);
      for (const auto& [condition, then] : one.branches) index_blocks(then);
    }
  }

  std::unique_ptr<Syntax> syntax_;
};

}  // namespace

std::unique_ptr<const Syntax> parse_template(std::string_view source, std::string name, std::string file,
                                             const ParseOptions& options) {
  return TemplateParser(tokenize(source, file, options.lexer), std::move(name), file, options).run();
}

}  // namespace talaria::templates
