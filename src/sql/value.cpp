#include <array>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

namespace {

[[noreturn]] void refuse(Value::Kind found, std::string_view wanted) {
  throw DataError("a value of kind '" + std::string(to_string(found)) + "' is no " + std::string(wanted));
}

}  // namespace

std::int64_t detail::checked_integer(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(INT64_MAX)) {
    throw DataError("an unsigned number beyond 9223372036854775807 does not fit any integer column; store a Decimal");
  }
  return static_cast<std::int64_t>(number);
}

bool Value::as_bool() const {
  if (kind_ == Kind::boolean) return scalar_.integer != 0;
  if (kind_ == Kind::integer && (scalar_.integer == 0 || scalar_.integer == 1)) return scalar_.integer == 1;
  refuse(kind_, "bool");
}

std::int64_t Value::as_integer() const {
  if (kind_ != Kind::integer) refuse(kind_, "integer");
  return scalar_.integer;
}

double Value::as_real() const {
  if (kind_ == Kind::real) return scalar_.real;
  if (kind_ == Kind::integer) return static_cast<double>(scalar_.integer);
  refuse(kind_, "real number");
}

const std::string& Value::as_text() const& {
  if (kind_ != Kind::text) refuse(kind_, "text");
  return text_;
}
std::string Value::as_text() && {
  if (kind_ != Kind::text) refuse(kind_, "text");
  return std::move(text_);
}

const std::string& Value::as_bytes() const& {
  if (kind_ != Kind::bytes) refuse(kind_, "octets");
  return text_;
}
std::string Value::as_bytes() && {
  if (kind_ != Kind::bytes) refuse(kind_, "octets");
  return std::move(text_);
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return false;
  switch (a.kind_) {
    case Value::Kind::null:
      return true;
    case Value::Kind::boolean:
    case Value::Kind::integer:
      return a.scalar_.integer == b.scalar_.integer;
    case Value::Kind::real:
      return a.scalar_.real == b.scalar_.real;
    case Value::Kind::text:
    case Value::Kind::bytes:
      return a.text_ == b.text_;
  }
  return false;
}

std::string_view to_string(Value::Kind kind) {
  static constexpr std::array<std::string_view, 6> names{"null", "boolean", "integer", "real", "text", "bytes"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace talaria::sql
