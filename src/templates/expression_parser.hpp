// Tokens to expressions, with Jinja2's precedence. The reader of statements stands on it.
#pragma once
#include "templates/syntax.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::templates {

class ExpressionParser {
 public:
  ExpressionParser(std::vector<Token> tokens, std::string file, const ParseOptions& options)
      : options_(options), file_(std::move(file)), tokens_(std::move(tokens)) {}

 protected:
  using Kind = Expression::Kind;

  // The tokens.
  [[nodiscard]] const Token& current() const { return tokens_[at_]; }
  [[nodiscard]] const Token& ahead() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  [[nodiscard]] bool sees(std::string_view operation) const {
    return current().kind == TokenKind::operation && current().text == operation;
  }
  [[nodiscard]] bool sees_name(std::string_view name) const {
    return current().kind == TokenKind::name && current().text == name;
  }
  /// The number of the current token, and whether a name stands among those from `from` on before it.
  [[nodiscard]] std::size_t place() const { return at_; }
  [[nodiscard]] bool named_since(std::size_t from, std::string_view name) const;
  void next() { at_ += at_ + 1 < tokens_.size() ? 1 : 0; }
  bool skip(std::string_view operation);
  bool skip_name(std::string_view name);
  void expect(std::string_view operation);
  void expect_name(std::string_view name);
  std::string expect_any_name();
  [[noreturn]] void fail(const std::string& message) const { fail_at(message, current().line); }
  [[noreturn]] void fail_at(const std::string& message, int line) const;
  [[noreturn]] void fail_unexpected() const;

  // The expressions, from the loosest operators to the tightest.
  ExpressionPtr expression(bool with_condition = true);
  /// One or several with commas between them, which are a tuple.
  ExpressionPtr tuple(bool with_condition = true, std::string_view end_name = {}, bool in_parentheses = false);
  ExpressionPtr postfix(ExpressionPtr node);
  ExpressionPtr filters(ExpressionPtr node);
  ExpressionPtr primary();
  /// A filter behind `|`, of `of`.
  ExpressionPtr filter(ExpressionPtr of);
  CallArguments call_arguments();
  [[nodiscard]] ExpressionPtr make(Kind kind, int line, std::vector<ExpressionPtr> items, std::string text = {}) const;
  /// Counts nesting; too much of it is a fault.
  class Nested {
   public:
    explicit Nested(ExpressionParser& parser) : parser_(parser) {
      if (++parser_.nesting_ > max_syntax_depth) parser_.fail("nested too deeply");
    }
    ~Nested() { --parser_.nesting_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    ExpressionParser& parser_;
  };

  const ParseOptions& options_;
  std::string file_;

 private:
  ExpressionPtr condition();
  ExpressionPtr disjunction();
  ExpressionPtr conjunction();
  ExpressionPtr negation();
  ExpressionPtr comparison();
  ExpressionPtr sum();
  ExpressionPtr concatenation();
  ExpressionPtr product();
  ExpressionPtr power();
  ExpressionPtr unary(bool with_filters);
  ExpressionPtr binary(std::string text, int line, ExpressionPtr left, ExpressionPtr right) const;
  ExpressionPtr constant(Value value, int line) const;
  ExpressionPtr name_or_constant();
  ExpressionPtr integer();
  ExpressionPtr list();
  ExpressionPtr dict();
  ExpressionPtr subscript(ExpressionPtr of);
  ExpressionPtr call(ExpressionPtr of);
  ExpressionPtr test(ExpressionPtr of);
  [[nodiscard]] bool test_has_plain_argument() const;
  void add_depth(Expression& node, const ExpressionPtr& below) const;

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_ = 0;
};

}  // namespace talaria::templates
