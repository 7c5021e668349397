#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/model_config.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

template <class Model>
std::string outcome(std::string_view text) {
  try {
    return model_dump_json(model_validate_json<Model>(text));
  } catch (const ValidationError& error) {
    return dump_json(model::errors_to_json(error.errors()));
  }
}

constexpr const char* not_a_number =
    R"("msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}])";

struct Forbids {
  int a = 0;
  Field<int, alias{"B"}, defaults{1}> b;
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};
TEST(ModelConfig, ExtraForbid) {
  EXPECT_EQ(outcome<Forbids>(R"({"a":1,"B":2})"), R"({"a":1,"B":2})");
  EXPECT_EQ(outcome<Forbids>(R"({"a":1,"b":2,"z":null})"),
            R"([{"type":"extra_forbidden","loc":["b"],"msg":"Extra inputs are not permitted","input":2},)"
            R"({"type":"extra_forbidden","loc":["z"],"msg":"Extra inputs are not permitted","input":null}])");
}

struct Allows {
  int a = 0;
  Field<JsonObject, extra_fields> rest;
  int b = 0;
  static constexpr ModelConfig model_config{.extra = Extra::allow};
};
TEST(ModelConfig, ExtraAllow) {
  EXPECT_EQ(outcome<Allows>(R"({"z":{"q":[1]},"a":1,"y":null,"b":2})"), R"({"a":1,"b":2,"z":{"q":[1]},"y":null})");
  const auto object = model_validate_json<Allows>(R"({"a":1,"b":2,"z":3})");
  EXPECT_EQ(object.rest.at("z"), Json(3));
  EXPECT_EQ(model::type_info<Allows>.fields.size(), 2u);
  EXPECT_EQ(model_dump_json(object, {.exclude = {"z"}}), R"({"a":1,"b":2})");
}

struct ByBoth {
  int a = 0;
  Field<int, alias{"B"}> b;
  static constexpr ModelConfig model_config{.validate_by_name = true};
};
struct ByName {
  Field<int, alias{"B"}> b;
  static constexpr ModelConfig model_config{.validate_by_name = true, .validate_by_alias = false};
};
TEST(ModelConfig, NamesOfInputs) {
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1,"b":2})"), R"({"a":1,"B":2})");
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1,"B":2,"b":3})"), R"({"a":1,"B":2})");
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1})"),
            R"([{"type":"missing","loc":["B"],"msg":"Field required","input":{"a":1}}])");
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1,"b":"x"})"),
            std::string(R"([{"type":"int_parsing","loc":["b"],)") + not_a_number);
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1,"B":"x"})"),
            std::string(R"([{"type":"int_parsing","loc":["B"],)") + not_a_number);
  EXPECT_EQ(outcome<ByName>(R"({"b":2})"), R"({"B":2})");
  EXPECT_EQ(outcome<ByName>(R"({"B":2})"),
            R"([{"type":"missing","loc":["b"],"msg":"Field required","input":{"B":2}}])");
}

struct InAndOut {
  Field<int, validation_alias{"in"}, serialization_alias{"out"}> a;
};
TEST(ModelConfig, AliasesOfInputsAndOutputs) {
  EXPECT_EQ(outcome<InAndOut>(R"({"in":2})"), R"({"out":2})");
  EXPECT_EQ(outcome<InAndOut>(R"({"a":2})"),
            R"([{"type":"missing","loc":["in"],"msg":"Field required","input":{"a":2}}])");
}

struct Defaults {
  Field<int, ge{0}, defaults{-1}> b;
  static constexpr ModelConfig model_config{.validate_default = true};
};
struct OneDefault {
  Field<int, ge{0}, defaults{-1}, validate_default> a;
  Field<int, ge{0}, defaults{-1}> b;
};
TEST(ModelConfig, ValidateDefault) {
  const std::string tail = R"("],"msg":"Input should be greater than or equal to 0","input":-1,"ctx":{"ge":0}}])";
  EXPECT_EQ(outcome<Defaults>("{}"), R"([{"type":"greater_than_equal","loc":["b)" + tail);
  EXPECT_EQ(outcome<OneDefault>("{}"), R"([{"type":"greater_than_equal","loc":["a)" + tail);
  EXPECT_EQ(outcome<OneDefault>(R"({"a":0})"), R"({"a":0,"b":-1})");
}

struct Family {
  static constexpr ModelConfig model_config{.extra = Extra::forbid, .ser_json_inf_nan = InfNanFormat::strings};
};
struct Member : Family {
  double value = 0;
};
TEST(ModelConfig, OfABaseWithoutMembersIsTakenOver) {
  EXPECT_EQ(model::type_info<Member>.fields.size(), 1u);
  EXPECT_EQ(outcome<Member>(R"({"value":1.5})"), R"({"value":1.5})");
  EXPECT_EQ(outcome<Member>(R"({"value":1.5,"x":1})"),
            R"([{"type":"extra_forbidden","loc":["x"],"msg":"Extra inputs are not permitted","input":1}])");
  Member member;
  member.value = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(model_dump_json(member), R"({"value":"-Infinity"})");
  EXPECT_EQ(dump_json(model_dump(member)), R"({"value":"-Infinity"})");
}

}  // namespace
}  // namespace talaria
