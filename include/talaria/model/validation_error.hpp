// What is wrong with an input, as Pydantic v2 reports it: every violation with type, place, message, input, context.
#pragma once
#include <cstdint>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <talaria/model/json.hpp>

namespace talaria {

/// What a validator of the user's throws: the message appears as `Value error, <message>` in the 422.
class ValueError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The same as a failed assertion: `Assertion failed, <message>`.
class AssertionError : public ValueError {
 public:
  using ValueError::ValueError;
};

/// The same with a kind and a context of its own; `{name}` in the text is a value of the context (Pydantic's
/// `PydanticCustomError`): `throw CustomError("too_hot", "Not above {limit} degrees", JsonObject{{"limit", 40}})`.
class CustomError : public ValueError {
 public:
  CustomError(std::string type, const std::string& text, JsonObject ctx = {});
  CustomError(const CustomError&);
  ~CustomError() override;
  [[nodiscard]] const std::string& type() const { return type_; }
  [[nodiscard]] const JsonObject& ctx() const { return ctx_; }

 private:
  std::string type_;
  JsonObject ctx_;
};

namespace model {

/// One step of the way to a value: a name or an index.
using LocItem = std::variant<std::string, std::int64_t>;
/// The way to a value, `{"body", "items", 2, "price"}`.
using Loc = std::vector<LocItem>;

/// One violation.
struct ErrorDetail {
  std::string type;  ///< `int_parsing`, see error_kinds()
  Loc loc;
  std::string msg;
  Json input;
  JsonObject ctx;         ///< left out of the JSON when empty
  bool no_input = false;  ///< `input` is left out of the JSON too
};

/// Every violation of one input, in the order of the fields.
using Errors = std::vector<ErrorDetail>;

/// The errors as the JSON array that FastAPI puts under `detail`.
[[nodiscard]] Json errors_to_json(const Errors& errors);

/// A row of the one table of error kinds; `message` holds `{name}` for values of the context.
struct ErrorKind {
  std::string_view type;
  std::string_view message;
  std::string_view json_message = message;  ///< for who sent JSON text
};
/// For whom a message is worded: a few speak of lists and dictionaries to who passes values of Python to Pydantic, as
/// FastAPI does, and of arrays and objects to who passes JSON text.
enum class Wording : std::uint8_t { of_values, of_json };
/// The table of error kinds, for tests and documentation.
[[nodiscard]] std::span<const ErrorKind> error_kinds();

/// Makes an ErrorDetail: the message comes from the table, its `{name}`s from `ctx`.
[[nodiscard]] ErrorDetail make_error(std::string_view type, Loc loc, Json input, JsonObject ctx = {},
                                     Wording wording = Wording::of_values);

}  // namespace model

/// Thrown by model_validate and its kin when the input does not fit the model.
class ValidationError : public std::exception {
 public:
  explicit ValidationError(model::Errors errors);
  ValidationError(const ValidationError&);
  ValidationError& operator=(const ValidationError&);
  ~ValidationError() override;
  [[nodiscard]] const model::Errors& errors() const { return errors_; }
  /// All violations as the text of a JSON array.
  [[nodiscard]] std::string json() const;
  /// All violations, one a line.
  [[nodiscard]] const char* what() const noexcept override;

 private:
  model::Errors errors_;
  mutable std::string text_;
};

}  // namespace talaria
