#include <optional>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/model/validator.hpp>

namespace validator_test {

using talaria::Json;

Json half(const Json& input) {
  const std::string* const text = input.if_string();
  if (text == nullptr || text->find_first_not_of("0123456789") != std::string::npos) return input;
  return std::stoi(*text) / 2;
}
int odd(int value) {
  if (value % 2 == 0) throw talaria::ValueError("not odd");
  return value;
}
int custom(int value) {
  if (value > 40) {
    throw talaria::CustomError("too_hot", "Not above {limit} degrees, {x}",
                               talaria::JsonObject{{"limit", 40}, {"unit", "C"}});
  }
  return value;
}
int asserts(int value) {
  if (value == 3) throw talaria::AssertionError("three");
  return value;
}
int lenient(const Json& input, const talaria::Validator<int>& inner) {
  try {
    return inner(input);
  } catch (const talaria::ValidationError&) {
    return -1;
  }
}
int one_more(const Json& input, const talaria::Validator<int>& inner) {
  return inner(input) + 1;
}
std::string as_text(const Json& input) {
  return talaria::dump_json(input);
}
std::string with_info(std::string value, const talaria::ValidationInfo& info) {
  return value + "/" + std::string(info.field_name()) + "/" + talaria::dump_json(info.data("a"));
}
Json odd_input(const Json& input) {
  return odd(static_cast<int>(input.as_int()));
}
int fails(int) {
  throw std::runtime_error("broken");
}

}  // namespace validator_test

namespace talaria {
namespace {

using namespace validator_test;

struct Chained {
  Field<int, ge{2}, before_validator<half>, validator<odd>, defaults{3}> a;
  Field<int, validator<custom>, validator<asserts>, defaults{1}> b;
  Field<int, wrap_validator<lenient>, defaults{0}> c;
  Field<int, wrap_validator<one_more>, wrap_validator<one_more>, defaults{0}> d;
  Field<std::string, plain_validator<as_text>, defaults{""}> e;
  Field<std::string, validator<with_info>, defaults{""}> f;
  Field<std::optional<int>, validator<odd>, before_validator<half>> g;
  Field<int, before_validator<odd_input>, defaults{1}> h;
};

template <class Model>
std::string outcome(std::string_view text) {
  try {
    return model_dump_json(model_validate_json<Model>(text));
  } catch (const ValidationError& error) {
    return dump_json(model::errors_to_json(error.errors()));
  }
}

struct Row {
  const char* input;
  const char* expected;
};

// Pydantic's answers for the same validators as Annotated metadata.
TEST(Validators, RunAsAnnotatedOnesOfPydantic) {
  const Row rows[] = {
      {R"({"a":"10"})", R"({"a":5,"b":1,"c":0,"d":0,"e":"","f":"","g":null,"h":1})"},
      {R"({"a":"8"})",
       R"([{"type":"value_error","loc":["a"],"msg":"Value error, not odd","input":"8","ctx":{"error":{}}}])"},
      {R"({"a":"x"})",
       R"([{"type":"int_parsing","loc":["a"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}])"},
      {R"({"a":2})",
       R"([{"type":"value_error","loc":["a"],"msg":"Value error, not odd","input":2,"ctx":{"error":{}}}])"},
      {R"({"b":41})",
       R"([{"type":"too_hot","loc":["b"],"msg":"Not above 40 degrees, {x}","input":41,"ctx":{"limit":40,"unit":"C"}}])"},
      {R"({"b":3})",
       R"([{"type":"assertion_error","loc":["b"],"msg":"Assertion failed, three","input":3,"ctx":{"error":{}}}])"},
      {R"({"c":"q"})", R"({"a":3,"b":1,"c":-1,"d":0,"e":"","f":"","g":null,"h":1})"},
      {R"({"c":"5"})", R"({"a":3,"b":1,"c":5,"d":0,"e":"","f":"","g":null,"h":1})"},
      {R"({"d":"5"})", R"({"a":3,"b":1,"c":0,"d":7,"e":"","f":"","g":null,"h":1})"},
      {R"({"d":"q"})",
       R"([{"type":"int_parsing","loc":["d"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"q"}])"},
      {R"({"e":[1]})", R"({"a":3,"b":1,"c":0,"d":0,"e":"[1]","f":"","g":null,"h":1})"},
      {R"({"f":"v","a":7})", R"({"a":7,"b":1,"c":0,"d":0,"e":"","f":"v/f/7","g":null,"h":1})"},
      {R"({"f":"v","a":8})",
       R"([{"type":"value_error","loc":["a"],"msg":"Value error, not odd","input":8,"ctx":{"error":{}}}])"},
      {R"({"g":"18"})", R"({"a":3,"b":1,"c":0,"d":0,"e":"","f":"","g":9,"h":1})"},
      {R"({"g":null})", R"({"a":3,"b":1,"c":0,"d":0,"e":"","f":"","g":null,"h":1})"},
      {R"({"g":8})",
       R"([{"type":"value_error","loc":["g"],"msg":"Value error, not odd","input":8,"ctx":{"error":{}}}])"},
      {R"({"h":4})",
       R"([{"type":"value_error","loc":["h"],"msg":"Value error, not odd","input":4,"ctx":{"error":{}}}])"},
  };
  for (const Row& row : rows) EXPECT_EQ(outcome<Chained>(row.input), row.expected) << row.input;
}

struct Broken {
  Field<int, validator<fails>> a;
};
TEST(Validators, OtherExceptionsGoOn) {
  EXPECT_THROW(outcome<Broken>(R"({"a":1})"), std::runtime_error);
  EXPECT_THROW(outcome<Broken>(R"({"a":"1"})"), std::runtime_error);
}

struct Range {
  int lo = 0;
  int hi = 0;

  static Json validate_before(const Json& input) {
    const JsonArray* const pair = input.if_array();
    if (pair == nullptr) return input;
    return JsonObject{{"lo", (*pair)[0]}, {"hi", (*pair)[1]}};
  }
  static Range validate_wrap(const Json& input, const Validator<Range>& inner) {
    if (input == Json("none")) throw ValueError("none");
    return inner(input);
  }
  void validate() const {
    if (lo > hi) throw ValueError("order");
  }
};
struct Holder {
  Range r;
};

TEST(Validators, OfModels) {
  const Row rows[] = {
      {R"({"r":[1,2]})", R"({"r":{"lo":1,"hi":2}})"},
      {R"({"r":[2,1]})",
       R"([{"type":"value_error","loc":["r"],"msg":"Value error, order","input":[2,1],"ctx":{"error":{}}}])"},
      {R"({"r":"none"})",
       R"([{"type":"value_error","loc":["r"],"msg":"Value error, none","input":"none","ctx":{"error":{}}}])"},
      {R"({"r":{"lo":"x","hi":3}})",
       R"([{"type":"int_parsing","loc":["r","lo"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}])"},
      {R"({"r":["q",{}]})",
       R"([{"type":"int_parsing","loc":["r","lo"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"q"},{"type":"int_type","loc":["r","hi"],"msg":"Input should be a valid integer","input":{}}])"},
  };
  for (const Row& row : rows) EXPECT_EQ(outcome<Holder>(row.input), row.expected) << row.input;
}

}  // namespace
}  // namespace talaria
