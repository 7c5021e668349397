#include <charconv>
#include <cmath>
#include <stdexcept>

#include <talaria/model/json.hpp>

namespace talaria {

Json::Json() noexcept : value_(nullptr) {}
Json::Json(std::nullptr_t) noexcept : value_(nullptr) {}
Json::Json(Tag, bool value) noexcept : value_(value) {}
Json::Json(Tag, std::int64_t value) noexcept : value_(value) {}
Json::Json(Tag, std::uint64_t value) noexcept {
  // One form for each value: what fits is signed.
  if (value <= static_cast<std::uint64_t>(INT64_MAX)) {
    value_ = static_cast<std::int64_t>(value);
  } else {
    value_ = value;
  }
}
Json::Json(Tag, double value) noexcept : value_(value) {}
Json::Json(const char* text) : value_(std::string(text)) {}
Json::Json(std::string_view text) : value_(std::string(text)) {}
Json::Json(std::string text) : value_(std::move(text)) {}
Json::Json(BigInteger value) : value_(std::move(value)) {}
Json::Json(JsonArray array) : value_(std::move(array)) {}
Json::Json(JsonObject object) : value_(std::move(object)) {}
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

const JsonArray* Json::if_array() const {
  return std::get_if<JsonArray>(&value_);
}
const JsonObject* Json::if_object() const {
  return std::get_if<JsonObject>(&value_);
}
JsonArray* Json::if_array() {
  return std::get_if<JsonArray>(&value_);
}
JsonObject* Json::if_object() {
  return std::get_if<JsonObject>(&value_);
}
const JsonArray& Json::as_array() const {
  return std::get<JsonArray>(value_);
}
const JsonObject& Json::as_object() const {
  return std::get<JsonObject>(value_);
}
JsonArray& Json::as_array() {
  return std::get<JsonArray>(value_);
}
JsonObject& Json::as_object() {
  return std::get<JsonObject>(value_);
}

double Json::as_real() const {
  if (const auto* integer = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*integer);
  if (const auto* natural = std::get_if<std::uint64_t>(&value_)) return static_cast<double>(*natural);
  if (const auto* big = std::get_if<BigInteger>(&value_)) {
    double real = 0;
    const std::string& digits = big->digits;
    const auto fault = std::from_chars(digits.data(), digits.data() + digits.size(), real).ec;
    return fault == std::errc() ? real : digits.front() == '-' ? -HUGE_VAL : HUGE_VAL;
  }
  return std::get<double>(value_);
}

const Json& Json::operator[](std::string_view name) const {
  return as_object().at(name);
}

Json& Json::operator[](std::string_view name) {
  if (is_null()) value_ = JsonObject();
  return as_object()[name];
}

const Json& Json::operator[](std::size_t index) const {
  const JsonArray& array = as_array();
  if (index >= array.size()) throw std::out_of_range("the array has no item " + std::to_string(index));
  return array[index];
}

Json& Json::operator[](std::size_t index) {
  return const_cast<Json&>(static_cast<const Json&>(*this)[index]);
}

namespace {

/// Whether a real number and an integer have the same value, without rounding the integer.
bool equal_mixed(double real, const Json& integer) {
  if (std::trunc(real) != real || std::isinf(real)) return false;
  char digits[400];  // the largest double has 309 digits
  const auto end = std::to_chars(digits, digits + sizeof digits, real, std::chars_format::fixed, 0).ptr;
  std::string_view text(digits, static_cast<std::size_t>(end - digits));
  if (text == "-0") text = "0";
  return text == dump_json(integer);
}

}  // namespace

bool operator==(const Json& a, const Json& b) {
  if (a.value_.index() == b.value_.index()) return a.value_ == b.value_;
  if (a.is_real() && b.is_integer()) return equal_mixed(*a.if_real(), b);
  if (b.is_real() && a.is_integer()) return equal_mixed(*b.if_real(), a);
  return false;
}

}  // namespace talaria
