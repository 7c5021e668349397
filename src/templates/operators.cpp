#include "templates/operators.hpp"

#include "templates/python_format.hpp"

#include <cmath>

namespace talaria::templates {

namespace {

// Texts and lists that are repeated or put together stay below this.
constexpr std::size_t max_size = 64U << 20U;

[[noreturn]] void fail_types(std::string_view operation, const Value& a, const Value& b) {
  fail("unsupported operand type(s) for " + std::string(operation) + ": '" + type_name(a) + "' and '" + type_name(b) +
       "'");
}

void check(bool overflow) {
  if (overflow) fail("an integer has more than 64 bits");
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  if (b == 0) fail("integer division or modulo by zero");
  if (b == -1) {
    std::int64_t result = 0;
    check(__builtin_sub_overflow(std::int64_t(0), a, &result));
    return result;
  }
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
std::int64_t modulo(std::int64_t a, std::int64_t b) {
  if (b == 0) fail("integer modulo by zero");
  if (b == -1) return 0;
  const std::int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

Value power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) fail("0.0 cannot be raised to a negative power");
    return Value::real(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  std::int64_t result = 1;
  for (std::int64_t square = base; exponent > 0;) {
    if (exponent % 2 == 1) check(__builtin_mul_overflow(result, square, &result));
    exponent /= 2;
    if (exponent > 0) check(__builtin_mul_overflow(square, square, &square));
  }
  return Value::integer(result);
}

Value of_integers(std::string_view operation, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (operation == "+") check(__builtin_add_overflow(a, b, &result));
  if (operation == "-") check(__builtin_sub_overflow(a, b, &result));
  if (operation == "*") check(__builtin_mul_overflow(a, b, &result));
  if (operation == "+" || operation == "-" || operation == "*") return Value::integer(result);
  if (operation == "//") return Value::integer(floor_divide(a, b));
  if (operation == "%") return Value::integer(modulo(a, b));
  if (operation == "**") return power(a, b);
  if (b == 0) fail("division by zero");
  return Value::real(static_cast<double>(a) / static_cast<double>(b));
}

Value of_reals(std::string_view operation, double a, double b) {
  if (operation == "+") return Value::real(a + b);
  if (operation == "-") return Value::real(a - b);
  if (operation == "*") return Value::real(a * b);
  if (operation == "**") return Value::real(std::pow(a, b));
  if (b == 0) fail("float division by zero");
  if (operation == "/") return Value::real(a / b);
  if (operation == "//") return Value::real(std::floor(a / b));
  const double rest = std::fmod(a, b);
  return Value::real(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
}

Value repeated(const Value& what, std::int64_t times) {
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(times, 0));
  const std::size_t size = what.text() != nullptr ? what.text()->view.size() : size_of(what) * sizeof(Value);
  if (count > 0 && size > max_size / count) fail("a value is too large");
  if (const Text* text = what.text()) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text->view;
    return Value::text(std::move(out), text->safe);
  }
  std::vector<Value> out;
  const auto items = items_of(what);
  for (std::size_t i = 0; i < count; ++i) out.insert(out.end(), items.begin(), items.end());
  return Value::list(std::move(out), what.own_list() != nullptr && what.own_list()->is_tuple);
}

// A safe text makes what is added to it safe.
Value added_texts(const Value& a, const Value& b) {
  if (!a.is_safe() && !b.is_safe()) {
    return Value::text(std::string(a.text()->view).append(b.text()->view));
  }
  return Value::text(escaped(a) + escaped(b), true);
}

}  // namespace

Value arithmetic(std::string_view operation, const Value& a, const Value& b) {
  if (a.is_undefined()) fail_undefined(a);
  if (operation == "%" && a.text() != nullptr) return percent_format(a, b);
  if (b.is_undefined()) fail_undefined(b);
  const auto whole_a = a.whole();
  const auto whole_b = b.whole();
  if (whole_a && whole_b) return of_integers(operation, *whole_a, *whole_b);
  const auto number_a = a.number();
  const auto number_b = b.number();
  if (number_a && number_b) return of_reals(operation, *number_a, *number_b);
  if (operation == "+" && a.text() != nullptr && b.text() != nullptr) return added_texts(a, b);
  if (operation == "+" && a.is_list() && b.is_list()) {
    std::vector<Value> items = items_of(a);
    const auto more = items_of(b);
    items.insert(items.end(), more.begin(), more.end());
    return Value::list(std::move(items), a.own_list() != nullptr && a.own_list()->is_tuple);
  }
  const bool repeats_a = (a.text() != nullptr || a.is_list()) && whole_b;
  const bool repeats_b = (b.text() != nullptr || b.is_list()) && whole_a;
  if (operation == "*" && repeats_a) return repeated(a, *whole_b);
  if (operation == "*" && repeats_b) return repeated(b, *whole_a);
  if (operation == "+" && a.text() != nullptr) fail("can only concatenate str (not \"" + type_name(b) + "\") to str");
  fail_types(operation, a, b);
}

Value negative(const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  if (const auto whole = value.whole()) return Value::integer(floor_divide(*whole, -1));
  if (const auto number = value.number()) return Value::real(-*number);
  fail("bad operand type for unary -: '" + type_name(value) + "'");
}
Value positive(const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  if (const auto whole = value.whole()) return Value::integer(*whole);
  if (value.number()) return value;
  fail("bad operand type for unary +: '" + type_name(value) + "'");
}

}  // namespace talaria::templates
