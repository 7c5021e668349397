#include "types/facts_check.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/validate.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {
namespace {

enum class Size { small, large };
struct Point {
  int x;
  void validate() {
    if (x == 13) throw ValueError("unlucky");
  }
};

/// The violations of a value of type F (with the facts of F, if it is a Field).
template <class F>
model::Errors errors_of(const Json& input, const model::ValidationOptions& options = {}) {
  typename model::detail::Unwrapped<F>::type value{};
  model::Errors errors;
  model::validate(model::type_info<model::detail::Bare<F>>, model::detail::Unwrapped<F>::facts, input, &value, {},
                  errors, options);
  return errors;
}

model::Errors errors_of_text(std::string_view text) {
  try {
    (void)model_validate_json<Point>(text);
  } catch (const ValidationError& error) {
    return error.errors();
  }
  return {};
}

int asserted(int) {
  throw AssertionError("odd");
}
struct Closed {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};

struct Row {
  std::string_view type;
  model::Errors errors;
  std::string_view message;
  std::string_view ctx = "{}";
};

const std::string digits_4301(4301, '9');

/// One input for every kind of error.
std::vector<Row> rows() {
  return {
      {"json_invalid", errors_of_text("{"), "JSON decode error",
       R"({"error":"Expecting property name enclosed in double quotes"})"},
      {"missing", errors_of_text("{}"), "Field required"},
      {"value_error", errors_of_text(R"({"x":13})"), "Value error, unlucky", R"({"error":{}})"},
      {"model_attributes_type", errors_of<Point>(JsonArray{}, {.from_attributes = true}),
       "Input should be a valid dictionary or object to extract fields from"},
      {"model_type", errors_of<Point>(JsonArray{}), "Input should be a valid dictionary or instance of Point",
       R"({"class_name":"Point"})"},
      {"assertion_error", errors_of<Field<int, validator<asserted>>>(1), "Assertion failed, odd", R"({"error":{}})"},
      {"extra_forbidden", errors_of<Closed>(JsonObject{{"x", 1}}), "Extra inputs are not permitted"},
      {"dict_type", errors_of<std::map<std::string, int>>(1), "Input should be a valid dictionary"},
      {"list_type", errors_of<std::vector<int>>("ab"), "Input should be a valid list"},
      {"set_type", errors_of<std::set<int>>(JsonObject{}), "Input should be a valid set"},
      {"too_short", errors_of<Field<std::vector<int>, min_length{2}>>(JsonArray{1}),
       "List should have at least 2 items after validation, not 1",
       R"({"field_type":"List","min_length":2,"actual_length":1})"},
      {"too_long", errors_of<Field<std::set<int>, max_length{1}>>(JsonArray{1, 1, 2, 3}),
       "Set should have at most 1 item after validation, not more",
       R"({"field_type":"Set","max_length":1,"actual_length":null})"},
      {"string_type", errors_of<std::string>(1), "Input should be a valid string"},
      {"string_too_short", errors_of<Field<std::string, min_length{1}>>(""), "String should have at least 1 character",
       R"({"min_length":1})"},
      {"string_too_long", errors_of<Field<std::string, max_length{2}>>("abc"),
       "String should have at most 2 characters", R"({"max_length":2})"},
      {"string_pattern_mismatch", errors_of<Field<std::string, pattern{"^[a-z]+$"}>>("A"),
       "String should match pattern '^[a-z]+$'", R"({"pattern":"^[a-z]+$"})"},
      {"string_not_ascii", errors_of<Field<std::string, min_length{2}, ascii_only>>("\u00e9"),
       "String should contain only ASCII characters"},
      {"enum", errors_of<Size>("medium"), "Input should be 'small' or 'large'", R"({"expected":"'small' or 'large'"})"},
      {"bool_type", errors_of<bool>(JsonArray{}), "Input should be a valid boolean"},
      {"bool_parsing", errors_of<bool>(2), "Input should be a valid boolean, unable to interpret input"},
      {"int_type", errors_of<int>(nullptr), "Input should be a valid integer"},
      {"int_parsing", errors_of<int>("1x"), "Input should be a valid integer, unable to parse string as an integer"},
      {"int_parsing_size", errors_of<int>(digits_4301),
       "Unable to parse input string as an integer, exceeded maximum size"},
      {"int_from_float", errors_of<int>(1.5), "Input should be a valid integer, got a number with a fractional part"},
      {"float_type", errors_of<double>(nullptr), "Input should be a valid number"},
      {"float_parsing", errors_of<double>("x"), "Input should be a valid number, unable to parse string as a number"},
      {"finite_number", errors_of<int>(HUGE_VAL), "Input should be a finite number"},
      {"greater_than", errors_of<Field<double, gt{0}>>(0), "Input should be greater than 0", R"({"gt":0.0})"},
      {"greater_than_equal", errors_of<Field<int, ge{1}>>(0), "Input should be greater than or equal to 1",
       R"({"ge":1})"},
      {"less_than", errors_of<Field<double, lt{0.5}>>(0.5), "Input should be less than 0.5", R"({"lt":0.5})"},
      {"less_than_equal", errors_of<Field<double, le{1e20}>>(1e21),
       "Input should be less than or equal to 100000000000000000000", R"({"le":1e+20})"},
      {"multiple_of", errors_of<Field<int, multiple_of{3}>>(4), "Input should be a multiple of 3",
       R"({"multiple_of":3})"},
  };
}

/// The kinds of error in the facts about a type, which its own test holds to the word.
void add_kinds(const Json& facts, std::set<std::string>& kinds) {
  if (const JsonArray* const list = facts.if_array()) {
    for (const Json& item : *list) add_kinds(item, kinds);
  } else if (const JsonObject* const object = facts.if_object()) {
    for (const auto& [name, value] : *object) {
      add_kinds(value, kinds);
      if (name != "errors") continue;
      for (const Json& error : value.as_array()) kinds.insert(error[0].as_string());
    }
  }
}

TEST(ErrorKinds, EveryRowOfTheTableIsTriggeredAndWorded) {
  std::set<std::string> triggered;
  for (const Row& row : rows()) {
    ASSERT_EQ(row.errors.size(), 1u) << row.type;
    EXPECT_EQ(row.errors[0].type, row.type);
    EXPECT_EQ(row.errors[0].msg, row.message);
    EXPECT_EQ(dump_json(row.errors[0].ctx), row.ctx) << row.type;
    EXPECT_TRUE(triggered.insert(std::string(row.type)).second) << row.type;
  }
  for (const auto& file : std::filesystem::directory_iterator(TALARIA_MODEL_FACTS)) {
    add_kinds(facts_check::load(file.path().stem().string()), triggered);
  }
  for (const model::ErrorKind& kind : model::error_kinds()) {
    EXPECT_TRUE(triggered.contains(std::string(kind.type))) << kind.type;
  }
}

/// Kinds of pydantic-core that we have no input for.
constexpr std::string_view of_python[] = {
    // Objects of Python, and calls: JSON has none.
    "needs_python_object", "get_attribute_error", "recursion_loop", "iterable_type", "iteration_error", "mapping_type",
    "is_instance_of", "is_subclass_of", "callable_type", "arguments_type", "missing_argument",
    "unexpected_keyword_argument", "missing_keyword_only_argument", "unexpected_positional_argument",
    "missing_positional_only_argument", "multiple_argument_values", "missing_sentinel_error", "ellipsis_error",
    "datetime_object_invalid", "set_item_not_hashable", "string_sub_type",
    // Keys and texts that are no Unicode: a JSON text has only others, and a reader refuses it before.
    "invalid_key", "string_unicode",
    // Assignments are not validated: C++ checks their types.
    "no_such_attribute", "frozen_field", "frozen_instance",
    // Types that have no counterpart: dataclasses and named tuples are models, a std::set is a set, nothing is only
    // null.
    "dataclass_type", "dataclass_exact_type", "named_tuple_type", "frozen_set_type", "none_required", "fraction_type",
    "fraction_parsing", "complex_type", "complex_str_parsing",
    // Demands that cannot be made: one certain offset, a factory that sees the other fields.
    "timezone_offset", "default_factory_not_called",
    // Errors of the program's own: CustomError.
    "custom_error"};

TEST(ErrorKinds, EachOfPydanticIsInTheTableOrCannotOccur) {
  // errors/types.rs of pydantic-core 2.14
  constexpr std::string_view of_pydantic =
      "no_such_attribute json_invalid json_type needs_python_object recursion_loop missing frozen_field "
      "frozen_instance extra_forbidden invalid_key get_attribute_error model_type model_attributes_type "
      "dataclass_type dataclass_exact_type named_tuple_type default_factory_not_called none_required "
      "greater_than greater_than_equal less_than less_than_equal multiple_of finite_number too_short "
      "too_long iterable_type iteration_error string_type string_sub_type string_unicode string_too_short "
      "string_too_long string_pattern_mismatch string_not_ascii enum dict_type mapping_type list_type "
      "tuple_type set_type set_item_not_hashable bool_type bool_parsing int_type int_parsing "
      "int_parsing_size int_from_float float_type float_parsing bytes_type bytes_too_short bytes_too_long "
      "bytes_invalid_encoding value_error assertion_error custom_error literal_error "
      "missing_sentinel_error ellipsis_error date_type date_parsing date_from_datetime_parsing "
      "date_from_datetime_inexact date_past date_future time_type time_parsing datetime_type "
      "datetime_parsing datetime_object_invalid datetime_from_date_parsing datetime_past datetime_future "
      "timezone_naive timezone_aware timezone_offset time_delta_type time_delta_parsing frozen_set_type "
      "is_instance_of is_subclass_of callable_type union_tag_invalid union_tag_not_found arguments_type "
      "missing_argument unexpected_keyword_argument missing_keyword_only_argument "
      "unexpected_positional_argument missing_positional_only_argument multiple_argument_values url_type "
      "url_parsing url_syntax_violation url_too_long url_scheme uuid_type uuid_parsing uuid_version "
      "decimal_type decimal_parsing decimal_max_digits decimal_max_places decimal_whole_digits "
      "fraction_type fraction_parsing complex_type complex_str_parsing";
  std::size_t count = 0;
  for (std::string_view rest = of_pydantic; !rest.empty(); ++count) {
    const std::string_view kind = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(kind.size() + 1, rest.size()));
    const auto is_it = [&](const model::ErrorKind& row) { return row.type == kind; };
    const auto rows_of_it = std::ranges::count_if(model::error_kinds(), is_it);
    EXPECT_EQ(rows_of_it, std::ranges::count(of_python, kind) == 0 ? 1 : 0) << kind;
  }
  EXPECT_EQ(count, 109u);
}

TEST(ErrorKinds, AreWordedForJsonTextsToo) {
  const auto message_of = [](auto validate) -> std::string {
    try {
      validate();
    } catch (const ValidationError& error) {
      return error.errors()[0].msg;
    }
    return {};
  };
  EXPECT_EQ(message_of([] { (void)model_validate_json<Point>("[]"); }), "Input should be an object");
  EXPECT_EQ(message_of([] { (void)model_validate_json<std::vector<int>>("{}"); }), "Input should be a valid array");
  EXPECT_EQ(message_of([] { (void)model_validate_strings<Point>(JsonObject{{"x", JsonObject{}}}); }),
            "Input should be a valid integer");
}

TEST(ErrorKinds, AnUnknownKindIsAFaultOfTheProgram) {
  EXPECT_THROW((void)model::make_error("no_such_kind", {}, nullptr), std::logic_error);
}

TEST(ErrorsToJson, LeavesOutWhatIsEmpty) {
  model::Errors errors;
  errors.push_back(model::make_error("missing", {std::string("body"), std::int64_t{2}}, JsonObject{{"a", 1}}));
  errors.push_back(model::make_error("greater_than", {std::string("query")}, "0", JsonObject{{"gt", 0}}));
  errors.back().no_input = true;
  EXPECT_EQ(dump_json(model::errors_to_json(errors)),
            R"([{"type":"missing","loc":["body",2],"msg":"Field required","input":{"a":1}},)"
            R"({"type":"greater_than","loc":["query"],"msg":"Input should be greater than 0","ctx":{"gt":0}}])");
}

TEST(ValidationError, IsWrittenAsJson) {
  const ValidationError error({model::make_error("int_type", {std::string("id")}, nullptr)});
  EXPECT_EQ(error.json(), R"([{"type":"int_type","loc":["id"],"msg":"Input should be a valid integer","input":null}])");
}

TEST(ValidationError, TellsEveryViolationInALineOfItsOwn) {
  const ValidationError error({model::make_error("missing", {std::string("items"), std::int64_t{0}}, nullptr),
                               model::make_error("int_type", {}, nullptr)});
  EXPECT_STREQ(error.what(), "items.0: Field required\nInput should be a valid integer");
}

}  // namespace
}  // namespace talaria
