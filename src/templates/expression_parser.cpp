#include "templates/expression_parser.hpp"

#include "templates/tests.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <talaria/templates/template_error.hpp>

namespace talaria::templates {

bool ExpressionParser::named_since(std::size_t from, std::string_view name) const {
  return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(from),
                     tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                     [name](const Token& token) { return token.kind == TokenKind::name && token.text == name; });
}
bool ExpressionParser::skip(std::string_view operation) {
  if (!sees(operation)) return false;
  next();
  return true;
}
bool ExpressionParser::skip_name(std::string_view name) {
  if (!sees_name(name)) return false;
  next();
  return true;
}
void ExpressionParser::expect(std::string_view operation) {
  if (!skip(operation)) fail_unexpected();
}
void ExpressionParser::expect_name(std::string_view name) {
  if (!skip_name(name)) fail_unexpected();
}
std::string ExpressionParser::expect_any_name() {
  if (current().kind != TokenKind::name) fail_unexpected();
  std::string name = current().text;
  next();
  return name;
}
void ExpressionParser::fail_at(const std::string& message, int line) const {
  throw TemplateSyntaxError(message, file_, line);
}
void ExpressionParser::fail_unexpected() const {
  switch (current().kind) {
    case TokenKind::variable_end:
      fail("unexpected '}}'");
    case TokenKind::block_end:
      fail("unexpected end of statement block");
    case TokenKind::end:
      fail("unexpected end of template");
    case TokenKind::data:
      fail("unexpected text");
    default:
      fail("unexpected '" + current().text + "'");
  }
}

void ExpressionParser::add_depth(Expression& node, const ExpressionPtr& below) const {
  if (below == nullptr) return;
  node.depth = std::max(node.depth, below->depth + 1);
  if (node.depth > max_syntax_depth) fail_at("nested too deeply", node.line);
}
ExpressionPtr ExpressionParser::make(Kind kind, int line, std::vector<ExpressionPtr> items, std::string text) const {
  auto node = std::make_unique<Expression>(Expression{.kind = kind, .line = line, .text = std::move(text)});
  for (const auto& item : items) add_depth(*node, item);
  node->items = std::move(items);
  return node;
}
ExpressionPtr ExpressionParser::binary(std::string text, int line, ExpressionPtr left, ExpressionPtr right) const {
  std::vector<ExpressionPtr> items;
  items.push_back(std::move(left));
  items.push_back(std::move(right));
  return make(Kind::binary, line, std::move(items), std::move(text));
}
ExpressionPtr ExpressionParser::constant(Value value, int line) const {
  auto node = make(Kind::constant, line, {});
  node->value = std::move(value);
  return node;
}

namespace {

std::vector<ExpressionPtr> one(ExpressionPtr item) {
  std::vector<ExpressionPtr> items;
  items.push_back(std::move(item));
  return items;
}

}  // namespace

ExpressionPtr ExpressionParser::expression(bool with_condition) {
  const Nested nested(*this);
  return with_condition ? condition() : disjunction();
}

ExpressionPtr ExpressionParser::condition() {
  const int line = current().line;
  ExpressionPtr node = disjunction();
  while (skip_name("if")) {
    std::vector<ExpressionPtr> items;
    items.push_back(disjunction());
    items.push_back(std::move(node));
    items.push_back(skip_name("else") ? expression() : nullptr);
    node = make(Kind::condition, line, std::move(items));
  }
  return node;
}

ExpressionPtr ExpressionParser::disjunction() {
  const int line = current().line;
  ExpressionPtr node = conjunction();
  while (skip_name("or")) node = binary("or", line, std::move(node), conjunction());
  return node;
}

ExpressionPtr ExpressionParser::conjunction() {
  const int line = current().line;
  ExpressionPtr node = negation();
  while (skip_name("and")) node = binary("and", line, std::move(node), negation());
  return node;
}

ExpressionPtr ExpressionParser::negation() {
  if (!sees_name("not")) return comparison();
  const Nested nested(*this);
  const int line = current().line;
  next();
  return make(Kind::unary, line, one(negation()), "not");
}

ExpressionPtr ExpressionParser::comparison() {
  static constexpr std::array<std::string_view, 6> operators = {"==", "!=", "<", "<=", ">", ">="};
  const int line = current().line;
  std::vector<ExpressionPtr> items = one(sum());
  std::vector<std::string> names;
  for (;;) {
    if (current().kind == TokenKind::operation &&
        std::find(operators.begin(), operators.end(), current().text) != operators.end()) {
      names.push_back(current().text);
      next();
    } else if (skip_name("in")) {
      names.emplace_back("in");
    } else if (sees_name("not") && ahead().kind == TokenKind::name && ahead().text == "in") {
      next();
      next();
      names.emplace_back("not in");
    } else {
      break;
    }
    items.push_back(sum());
  }
  if (names.empty()) return std::move(items.front());
  ExpressionPtr node = make(Kind::compare, line, std::move(items));
  node->names = std::move(names);
  return node;
}

ExpressionPtr ExpressionParser::sum() {
  const int line = current().line;
  ExpressionPtr node = concatenation();
  while (sees("+") || sees("-")) {
    std::string text = current().text;
    next();
    node = binary(std::move(text), line, std::move(node), concatenation());
  }
  return node;
}

ExpressionPtr ExpressionParser::concatenation() {
  const int line = current().line;
  std::vector<ExpressionPtr> items = one(product());
  while (skip("~")) items.push_back(product());
  return items.size() == 1 ? std::move(items.front()) : make(Kind::concat, line, std::move(items));
}

ExpressionPtr ExpressionParser::product() {
  const int line = current().line;
  ExpressionPtr node = power();
  while (sees("*") || sees("/") || sees("//") || sees("%")) {
    std::string text = current().text;
    next();
    node = binary(std::move(text), line, std::move(node), power());
  }
  return node;
}

ExpressionPtr ExpressionParser::power() {
  const int line = current().line;
  ExpressionPtr node = unary(true);
  while (skip("**")) node = binary("**", line, std::move(node), unary(true));
  return node;
}

ExpressionPtr ExpressionParser::unary(bool with_filters) {
  const int line = current().line;
  ExpressionPtr node;
  if (sees("-") || sees("+")) {
    const Nested nested(*this);
    std::string text = current().text;
    next();
    node = make(Kind::unary, line, one(unary(false)), std::move(text));
  } else {
    node = primary();
  }
  node = postfix(std::move(node));
  return with_filters ? filters(std::move(node)) : std::move(node);
}

ExpressionPtr ExpressionParser::name_or_constant() {
  const int line = current().line;
  std::string name = current().text;
  next();
  if (name == "true" || name == "True") return constant(Value::boolean(true), line);
  if (name == "false" || name == "False") return constant(Value::boolean(false), line);
  if (name == "none" || name == "None") return constant({}, line);
  return make(Kind::name, line, {}, std::move(name));
}

ExpressionPtr ExpressionParser::integer() {
  const Token& token = current();
  std::string_view digits = token.text;
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0' && !(digits[1] >= '0' && digits[1] <= '9')) {
    base = digits[1] == 'x' ? 16 : (digits[1] == 'o' ? 8 : 2);
    digits.remove_prefix(2);
  }
  std::int64_t number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (result.ec != std::errc()) fail("an integer has more than 64 bits");
  ExpressionPtr node = constant(Value::integer(number), token.line);
  next();
  return node;
}

ExpressionPtr ExpressionParser::primary() {
  const Token& token = current();
  const int line = token.line;
  switch (token.kind) {
    case TokenKind::name:
      return name_or_constant();
    case TokenKind::integer:
      return integer();
    case TokenKind::real: {
      double number = 0;
      const auto result = std::from_chars(token.text.data(), token.text.data() + token.text.size(), number);
      if (result.ec == std::errc::result_out_of_range)
        number = token.text.find("e-") != std::string::npos ? 0 : HUGE_VAL;
      next();
      return constant(Value::real(number), line);
    }
    case TokenKind::string: {
      std::string text;
      for (; current().kind == TokenKind::string; next()) text += current().text;
      return constant(Value::text(std::move(text)), line);
    }
    default:
      break;
  }
  const Nested nested(*this);
  if (skip("(")) {
    ExpressionPtr node = tuple(true, {}, true);
    expect(")");
    return node;
  }
  if (sees("[")) return list();
  if (sees("{")) return dict();
  fail_unexpected();
}

ExpressionPtr ExpressionParser::tuple(bool with_condition, std::string_view end_name, bool in_parentheses) {
  const int line = current().line;
  std::vector<ExpressionPtr> items;
  bool has_comma = false;
  for (;;) {
    if (!items.empty() && !has_comma) break;
    const bool ends = current().kind == TokenKind::variable_end || current().kind == TokenKind::block_end ||
                      sees(")") || (!end_name.empty() && sees_name(end_name));
    if (ends) break;
    items.push_back(expression(with_condition));
    if (!skip(",")) {
      if (!has_comma) return std::move(items.front());
      break;
    }
    has_comma = true;
  }
  if (items.empty() && !in_parentheses) fail("Expected an expression, got end of statement");
  return make(Kind::tuple, line, std::move(items));
}

ExpressionPtr ExpressionParser::list() {
  const int line = current().line;
  std::vector<ExpressionPtr> items;
  expect("[");
  while (!sees("]")) {
    if (!items.empty()) expect(",");
    if (sees("]")) break;
    items.push_back(expression());
  }
  expect("]");
  return make(Kind::list, line, std::move(items));
}

ExpressionPtr ExpressionParser::dict() {
  const int line = current().line;
  std::vector<ExpressionPtr> items;
  expect("{");
  while (!sees("}")) {
    if (!items.empty()) expect(",");
    if (sees("}")) break;
    items.push_back(expression());
    expect(":");
    items.push_back(expression());
  }
  expect("}");
  return make(Kind::dict, line, std::move(items));
}

ExpressionPtr ExpressionParser::postfix(ExpressionPtr node) {
  for (;;) {
    if (skip(".")) {
      const int line = current().line;
      if (current().kind == TokenKind::name) {
        node = make(Kind::attribute, line, one(std::move(node)), expect_any_name());
      } else if (current().kind == TokenKind::integer) {
        std::vector<ExpressionPtr> items = one(std::move(node));
        items.push_back(integer());
        node = make(Kind::item, line, std::move(items));
      } else {
        fail("expected name or number");
      }
    } else if (sees("[")) {
      node = subscript(std::move(node));
    } else if (sees("(")) {
      node = call(std::move(node));
    } else {
      return node;
    }
  }
}

ExpressionPtr ExpressionParser::subscript(ExpressionPtr of) {
  const int line = current().line;
  expect("[");
  std::vector<ExpressionPtr> bounds(1);
  bool is_slice = false;
  while (!sees("]")) {
    if (skip(":")) {
      is_slice = true;
      bounds.emplace_back();
      if (bounds.size() > 3) fail("a slice has at most three parts");
    } else if (bounds.back() == nullptr) {
      bounds.back() = expression();
    } else {
      fail_unexpected();
    }
  }
  expect("]");
  std::vector<ExpressionPtr> items = one(std::move(of));
  if (!is_slice) {
    if (bounds.front() == nullptr) fail("expected subscript expression");
    items.push_back(std::move(bounds.front()));
    return make(Kind::item, line, std::move(items));
  }
  bounds.resize(3);
  for (auto& bound : bounds) items.push_back(std::move(bound));
  return make(Kind::slice, line, std::move(items));
}

CallArguments ExpressionParser::call_arguments() {
  const Nested nested(*this);
  CallArguments arguments;
  bool comma = true;
  expect("(");
  while (!sees(")")) {
    if (!comma) expect(",");
    if (sees(")")) break;
    if (skip("**")) {
      if (arguments.named_rest != nullptr) fail("invalid syntax for function call expression");
      arguments.named_rest = expression();
    } else if (skip("*")) {
      if (arguments.rest != nullptr || arguments.named_rest != nullptr)
        fail("invalid syntax for function call expression");
      arguments.rest = expression();
    } else if (current().kind == TokenKind::name && ahead().kind == TokenKind::operation && ahead().text == "=") {
      std::string name = expect_any_name();
      next();
      arguments.named.emplace_back(std::move(name), expression());
    } else {
      if (!arguments.named.empty() || arguments.rest != nullptr) fail("invalid syntax for function call expression");
      arguments.values.push_back(expression());
    }
    comma = skip(",");
    if (!comma && !sees(")")) fail_unexpected();
  }
  expect(")");
  return arguments;
}

ExpressionPtr ExpressionParser::call(ExpressionPtr of) {
  ExpressionPtr node = make(Kind::call, current().line, one(std::move(of)));
  node->arguments = call_arguments();
  return node;
}

ExpressionPtr ExpressionParser::filters(ExpressionPtr node) {
  for (;;) {
    if (skip("|")) {
      node = filter(std::move(node));
    } else if (sees_name("is")) {
      node = test(std::move(node));
    } else if (sees("(")) {
      node = call(std::move(node));
    } else {
      return node;
    }
  }
}

ExpressionPtr ExpressionParser::filter(ExpressionPtr of) {
  const int line = current().line;
  std::string name = expect_any_name();
  while (skip(".")) name += "." + expect_any_name();
  if (!options_.has_filter(name)) fail_at("No filter named '" + name + "'.", line);
  ExpressionPtr node = make(Kind::filter, line, one(std::move(of)), std::move(name));
  if (sees("(")) node->arguments = call_arguments();
  return node;
}

// `is divisibleby 3`: one argument without parentheses.
bool ExpressionParser::test_has_plain_argument() const {
  switch (current().kind) {
    case TokenKind::integer:
    case TokenKind::real:
    case TokenKind::string:
      return true;
    case TokenKind::operation:
      return sees("[") || sees("{");
    case TokenKind::name:
      return !sees_name("else") && !sees_name("or") && !sees_name("and") && !sees_name("if");
    default:
      return false;
  }
}

ExpressionPtr ExpressionParser::test(ExpressionPtr of) {
  const int line = current().line;
  next();
  const bool negated = skip_name("not");
  std::string name = expect_any_name();
  while (skip(".")) name += "." + expect_any_name();
  if (!is_test_name(name)) fail_at("No test named '" + name + "'.", line);
  ExpressionPtr node = make(Kind::test, line, one(std::move(of)), std::move(name));
  if (sees("(")) {
    node->arguments = call_arguments();
  } else if (test_has_plain_argument()) {
    if (sees_name("is")) fail("You cannot chain multiple tests with is");
    node->arguments.values.push_back(postfix(primary()));
    add_depth(*node, node->arguments.values.back());
  }
  return negated ? make(Kind::unary, line, one(std::move(node)), "not") : std::move(node);
}

}  // namespace talaria::templates
