// Expressions, evaluated.
#include "templates/filters.hpp"
#include "templates/methods.hpp"
#include "templates/objects.hpp"
#include "templates/operators.hpp"
#include "templates/render.hpp"
#include "templates/tests.hpp"

namespace talaria::templates {

Render::Nested::Nested(Render& render) : render_(render) {
  if (++render_.steps_ > render_.limits_.steps) fail("the template takes too many steps");
  if (++render_.depth_ > render_.limits_.depth) {
    --render_.depth_;
    fail("macros, includes or expressions are nested too deeply");
  }
}

Value Render::evaluate(const Expression& expression) {
  const Place around = std::exchange(place_, {frame_->syntax, expression.line});
  const Nested nested(*this);
  Value value = evaluate_plain(expression);
  place_ = around;
  return value;
}

Value Render::evaluate_plain(const Expression& expression) {
  using Kind = Expression::Kind;
  switch (expression.kind) {
    case Kind::constant:
      return expression.value;
    case Kind::name:
      return evaluate_name(expression);
    case Kind::list:
    case Kind::tuple:
      return evaluate_list(expression);
    case Kind::dict:
      return evaluate_dict(expression);
    case Kind::unary: {
      const Value value = evaluate(*expression.items[0]);
      if (expression.text == "not") return Value::boolean(!is_true(value));
      return expression.text == "-" ? negative(value) : positive(value);
    }
    case Kind::binary:
      return evaluate_binary(expression);
    case Kind::concat:
      return evaluate_concat(expression);
    case Kind::compare:
      return Value::boolean(evaluate_compare(expression));
    case Kind::condition:
      return evaluate_condition(expression);
    case Kind::attribute:
      return get_attribute(evaluate(*expression.items[0]), expression.text);
    case Kind::item: {
      const Value of = evaluate(*expression.items[0]);
      return get_item(of, evaluate(*expression.items[1]));
    }
    case Kind::slice:
      return evaluate_slice(expression);
    case Kind::call:
      return evaluate_call(expression, {});
    case Kind::filter:
      return evaluate_filter(expression, nullptr);
    case Kind::test:
      return Value::boolean(evaluate_test(expression));
  }
  return {};
}

Value Render::evaluate_name(const Expression& expression) {
  const std::string& name = expression.text;
  const JsonObject* context = nullptr;
  for (Scope* scope = frame_->scope; scope != nullptr; scope = scope->parent) {
    if (const Value* found = scope->find(name)) return *found;
    if (scope->context != nullptr) context = scope->context;
  }
  if (name == "super" && !frame_->block.empty()) {
    capture(frame_->root);
    return Value::object(
        std::make_shared<BlockObject>(*frame_->chain, *frame_->root, frame_->block, frame_->level + 1));
  }
  if (name == "self") {
    capture(frame_->root);
    return Value::object(std::make_shared<SelfObject>(*frame_->chain, *frame_->root));
  }
  if (context != nullptr) {
    if (const Json* found = context->find(name)) return Value::of(*found);
  }
  for (const auto& [known, value] : globals_) {
    if (known == name) return value;
  }
  return Value::undefined("'" + name + "' is undefined");
}

Value Render::evaluate_list(const Expression& expression) {
  std::vector<Value> items;
  items.reserve(expression.items.size());
  for (const auto& item : expression.items) items.push_back(evaluate(*item));
  return Value::list(std::move(items), expression.kind == Expression::Kind::tuple);
}

Value Render::evaluate_dict(const Expression& expression) {
  Value made = Value::dict();
  for (std::size_t i = 0; i < expression.items.size(); i += 2) {
    Value key = evaluate(*expression.items[i]);
    if (key.is_list() || key.is_dict()) fail("unhashable type: '" + type_name(key) + "'");
    made.own_dict()->set(key, evaluate(*expression.items[i + 1]));
  }
  return made;
}

Value Render::evaluate_binary(const Expression& expression) {
  Value left = evaluate(*expression.items[0]);
  if (expression.text == "and") return is_true(left) ? evaluate(*expression.items[1]) : left;
  if (expression.text == "or") return is_true(left) ? left : evaluate(*expression.items[1]);
  return arithmetic(expression.text, left, evaluate(*expression.items[1]));
}

// One safe text among them makes the whole safe, and the others are escaped.
Value Render::evaluate_concat(const Expression& expression) {
  std::vector<Value> items;
  bool safe = false;
  for (const auto& item : expression.items) {
    items.push_back(evaluate(*item));
    safe = safe || (frame_->autoescape && items.back().is_safe());
  }
  std::string out;
  for (const Value& item : items) append_printed(out, item, safe);
  return Value::text(std::move(out), safe);
}

bool Render::evaluate_compare(const Expression& expression) {
  Value left = evaluate(*expression.items[0]);
  for (std::size_t i = 0; i < expression.names.size(); ++i) {
    const std::string& operation = expression.names[i];
    Value right = evaluate(*expression.items[i + 1]);
    bool holds = false;
    if (operation == "==") {
      holds = equal(left, right);
    } else if (operation == "!=") {
      holds = !equal(left, right);
    } else if (operation == "in") {
      holds = contains(right, left);
    } else if (operation == "not in") {
      holds = !contains(right, left);
    } else {
      const int order = compare(left, right);
      holds = operation[0] == '<' ? (operation == "<" ? order < 0 : order <= 0)
                                  : (operation == ">" ? order > 0 : order >= 0);
    }
    if (!holds) return false;
    left = std::move(right);
  }
  return true;
}

Value Render::evaluate_condition(const Expression& expression) {
  if (is_true(evaluate(*expression.items[0]))) return evaluate(*expression.items[1]);
  if (expression.items[2] != nullptr) return evaluate(*expression.items[2]);
  return Value::undefined("the inline if-expression on line " + std::to_string(expression.line) +
                          " evaluated to false and no else section was defined.");
}

Value Render::evaluate_slice(const Expression& expression) {
  const auto bound = [&](std::size_t i) {
    return expression.items[i] != nullptr ? evaluate(*expression.items[i]) : Value();
  };
  const Value of = evaluate(*expression.items[0]);
  const Value start = bound(1);
  const Value stop = bound(2);
  return get_slice(of, start, stop, bound(3));
}

Arguments Render::evaluate_arguments(const CallArguments& from) {
  Arguments arguments;
  arguments.values.reserve(from.values.size());
  for (const auto& value : from.values) arguments.values.push_back(evaluate(*value));
  for (const auto& [name, value] : from.named) {
    if (arguments.has(SIZE_MAX, name)) fail("keyword argument repeated: " + name);
    arguments.named.emplace_back(name, evaluate(*value));
  }
  if (from.rest != nullptr) {
    for (Value& value : items_of(evaluate(*from.rest))) arguments.values.push_back(std::move(value));
  }
  if (from.named_rest != nullptr) {
    for (auto& [key, value] : pairs_of(evaluate(*from.named_rest)))
      arguments.named.emplace_back(to_text(key), std::move(value));
  }
  return arguments;
}

Value Render::evaluate_call(const Expression& expression, const Value& caller) {
  const Expression& callee = *expression.items[0];
  Value function;
  if (callee.kind == Expression::Kind::attribute) {
    const Value of = evaluate(*callee.items[0]);
    if (has_method(of, callee.text)) {
      return call_method(of, callee.text, evaluate_arguments(expression.arguments));
    }
    function = get_attribute(of, callee.text);
  } else {
    function = evaluate(callee);
  }
  if (function.is_undefined()) fail_undefined(function);
  Object* const object = function.object();
  if (object == nullptr || !object->callable()) fail("'" + type_name(function) + "' is not callable");
  Arguments arguments = evaluate_arguments(expression.arguments);
  arguments.caller = caller;
  return object->call(*this, arguments);
}

Value Render::call_filter(std::string_view name, const Value& value, const Arguments& arguments) {
  if (const Filter filter = find_filter(name)) return filter(*this, value, arguments);
  if (auto made = library_.filter(name, value, arguments)) return std::move(*made);
  fail("No filter named '" + std::string(name) + "'.");
}

// The innermost filter of a filter block has no expression of its own; `input` stands for it.
Value Render::evaluate_filter(const Expression& expression, const Value* input) {
  const Expression* const of = expression.items[0].get();
  Value value;
  if (of == nullptr) {
    value = *input;
  } else if (input != nullptr) {
    value = evaluate_filter(*of, input);
  } else {
    value = evaluate(*of);
  }
  return call_filter(expression.text, value, evaluate_arguments(expression.arguments));
}

bool Render::evaluate_test(const Expression& expression) {
  const Value value = evaluate(*expression.items[0]);
  return run_test(*this, expression.text, value, evaluate_arguments(expression.arguments));
}

}  // namespace talaria::templates
