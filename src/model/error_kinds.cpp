#include "model/error_text.hpp"

#include <stdexcept>

#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace model {

namespace {

constexpr std::string_view json_object = "Input should be an object";
constexpr std::string_view json_array = "Input should be a valid array";

constexpr ErrorKind kinds[] = {
    {"json_invalid", "JSON decode error"},
    {"missing", "Field required"},
    {"value_error", "Value error, {error}"},
    {"assertion_error", "Assertion failed, {error}"},
    {"extra_forbidden", "Extra inputs are not permitted"},
    {"model_type", "Input should be a valid dictionary or instance of {class_name}", json_object},
    {"model_attributes_type", "Input should be a valid dictionary or object to extract fields from", json_object},
    {"dict_type", "Input should be a valid dictionary", json_object},
    {"list_type", "Input should be a valid list", json_array},
    {"set_type", "Input should be a valid set", json_array},
    {"tuple_type", "Input should be a valid tuple", json_array},
    {"literal_error", "Input should be {expected}"},
    {"union_tag_not_found", "Unable to extract tag using discriminator {discriminator}"},
    {"union_tag_invalid",
     "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}"},
    {"too_short", "{field_type} should have at least {min_length} item{plural} after validation, not {actual_length}"},
    {"too_long", "{field_type} should have at most {max_length} item{plural} after validation, not {actual_length}"},
    {"string_type", "Input should be a valid string"},
    {"string_too_short", "String should have at least {min_length} character{plural}"},
    {"string_too_long", "String should have at most {max_length} character{plural}"},
    {"bytes_type", "Input should be a valid bytes"},
    {"bytes_too_short", "Data should have at least {min_length} byte{plural}"},
    {"bytes_too_long", "Data should have at most {max_length} byte{plural}"},
    {"string_pattern_mismatch", "String should match pattern '{pattern}'"},
    {"string_not_ascii", "String should contain only ASCII characters"},
    {"enum", "Input should be {expected}"},
    {"bool_type", "Input should be a valid boolean"},
    {"bool_parsing", "Input should be a valid boolean, unable to interpret input"},
    {"int_type", "Input should be a valid integer"},
    {"int_parsing", "Input should be a valid integer, unable to parse string as an integer"},
    {"int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size"},
    {"int_from_float", "Input should be a valid integer, got a number with a fractional part"},
    {"float_type", "Input should be a valid number"},
    {"float_parsing", "Input should be a valid number, unable to parse string as a number"},
    {"finite_number", "Input should be a finite number"},
    {"greater_than", "Input should be greater than {gt}"},
    {"greater_than_equal", "Input should be greater than or equal to {ge}"},
    {"less_than", "Input should be less than {lt}"},
    {"less_than_equal", "Input should be less than or equal to {le}"},
    {"multiple_of", "Input should be a multiple of {multiple_of}"},
    {"date_type", "Input should be a valid date"},
    {"date_parsing", "Input should be a valid date in the format YYYY-MM-DD, {error}"},
    {"date_from_datetime_parsing", "Input should be a valid date or datetime, {error}"},
    {"date_from_datetime_inexact", "Datetimes provided to dates should have zero time - e.g. be exact dates"},
    {"date_past", "Date should be in the past"},
    {"date_future", "Date should be in the future"},
    {"time_type", "Input should be a valid time"},
    {"time_parsing", "Input should be in a valid time format, {error}"},
    {"datetime_type", "Input should be a valid datetime"},
    {"datetime_parsing", "Input should be a valid datetime, {error}"},
    {"datetime_from_date_parsing", "Input should be a valid datetime or date, {error}"},
    {"datetime_past", "Input should be in the past"},
    {"datetime_future", "Input should be in the future"},
    {"timezone_naive", "Input should not have timezone info"},
    {"timezone_aware", "Input should have timezone info"},
    {"time_delta_type", "Input should be a valid timedelta", "Input should be a valid duration"},
    {"time_delta_parsing", "Input should be a valid timedelta, {error}", "Input should be a valid duration, {error}"},
    {"uuid_type", "UUID input should be a string, bytes or UUID object"},
    {"uuid_parsing", "Input should be a valid UUID, {error}"},
    {"decimal_type", "Decimal input should be an integer, float, string or Decimal object"},
    {"decimal_parsing", "Input should be a valid decimal"},
    {"decimal_max_digits", "Decimal input should have no more than {max_digits} digit{plural} in total"},
    {"decimal_max_places", "Decimal input should have no more than {decimal_places} decimal place{plural}"},
    {"decimal_whole_digits",
     "Decimal input should have no more than {whole_digits} digit{plural} before the decimal point"},
    {"bytes_invalid_encoding", "Data should be valid {encoding}: {encoding_error}"},
    {"json_type", "JSON input should be string, bytes or bytearray"},
    {"url_type", "URL input should be a string or URL"},
    {"url_parsing", "Input should be a valid URL, {error}"},
    {"url_syntax_violation", "Input violated strict URL syntax rules, {error}"},
    {"url_too_long", "URL should have at most {max_length} character{plural}"},
    {"url_scheme", "URL scheme should be {expected_schemes}"},
    {"uuid_version", "UUID version {expected_version} expected"},
};

}  // namespace

std::span<const ErrorKind> error_kinds() {
  return kinds;
}

ErrorDetail make_error(std::string_view type, Loc loc, Json input, JsonObject ctx, Wording wording) {
  for (const ErrorKind& kind : kinds) {
    if (kind.type != type) continue;
    std::string message = render(wording == Wording::of_json ? kind.json_message : kind.message, ctx);
    // Pydantic has the exception itself there, of which FastAPI's JSON shows an empty object.
    if (type == "value_error" || type == "assertion_error") ctx.set("error", JsonObject());
    return {std::string(type), std::move(loc), std::move(message), std::move(input), std::move(ctx)};
  }
  throw std::logic_error("no such kind of validation error: " + std::string(type));
}

Json errors_to_json(const Errors& errors) {
  JsonArray list;
  list.reserve(errors.size());
  for (const ErrorDetail& error : errors) {
    JsonArray loc;
    loc.reserve(error.loc.size());
    for (const LocItem& step : error.loc) {
      loc.push_back(std::visit([](const auto& item) { return Json(item); }, step));
    }
    JsonObject detail;
    detail.reserve(5);
    detail.append("type", error.type);
    detail.append("loc", std::move(loc));
    detail.append("msg", error.msg);
    if (!error.no_input) detail.append("input", error.input);
    if (!error.ctx.empty()) detail.append("ctx", error.ctx);
    list.push_back(std::move(detail));
  }
  return list;
}

}  // namespace model

CustomError::CustomError(std::string type, const std::string& text, JsonObject ctx)
    : ValueError(model::render(text, ctx)), type_(std::move(type)), ctx_(std::move(ctx)) {}
CustomError::CustomError(const CustomError&) = default;
CustomError::~CustomError() = default;

ValidationError::ValidationError(model::Errors errors) : errors_(std::move(errors)) {}
ValidationError::ValidationError(const ValidationError&) = default;
ValidationError& ValidationError::operator=(const ValidationError&) = default;
ValidationError::~ValidationError() = default;

std::string ValidationError::json() const {
  return dump_json(model::errors_to_json(errors_));
}

const char* ValidationError::what() const noexcept try {
  if (text_.empty()) {
    for (const model::ErrorDetail& error : errors_) {
      std::string way;
      for (const model::LocItem& step : error.loc) {
        if (!way.empty()) way += '.';
        const auto* name = std::get_if<std::string>(&step);
        way += name != nullptr ? *name : std::to_string(std::get<std::int64_t>(step));
      }
      if (!text_.empty()) text_ += '\n';
      text_ += way.empty() ? error.msg : way + ": " + error.msg;
    }
  }
  return text_.c_str();
} catch (...) {
  return "validation error";
}

}  // namespace talaria
