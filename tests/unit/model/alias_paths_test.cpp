#include <gtest/gtest.h>

#include <talaria/model/alias_paths.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

struct Person {
  Field<std::string, validation_alias{AliasChoices{"first_name", "fname", AliasPath{"names", 0}}}> first;
  Field<std::string, validation_alias{AliasPath{"names", -1}}, min_length{2}> last;
  Field<int, validation_alias{AliasPath{"more", "age"}}, defaults{3}, ge{0}> age;
};
struct Strict {
  Field<int, alias{"unused"}, validation_alias{AliasPath{"values", 1}}> a;
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};
struct ByBoth {
  Field<int, validation_alias{AliasChoices{"b", "c"}}> a;
  static constexpr ModelConfig model_config{.validate_by_name = true};
};
struct ByName {
  Field<int, validation_alias{AliasChoices{"b", "c"}}> a;
  static constexpr ModelConfig model_config{.validate_by_name = true, .validate_by_alias = false};
};

template <class T>
std::string outcome(std::string_view text) {
  try {
    return model_dump_json(model_validate_json<T>(text));
  } catch (const ValidationError& error) {
    std::string out;
    const Json details = model::errors_to_json(error.errors());
    for (const Json& detail : details.as_array()) {
      out += dump_json(detail["type"]) + dump_json(detail["loc"]);
    }
    return out;
  }
}

// What follows is what Pydantic gives.
TEST(AliasPaths, TheFirstThatIsThereCounts) {
  EXPECT_EQ(outcome<Person>(R"({"fname":"A","first_name":"B","names":["C","DD"]})"),
            R"({"first":"B","last":"DD","age":3})");
  EXPECT_EQ(outcome<Person>(R"({"names":["CC"],"more":{"age":5}})"), R"({"first":"CC","last":"CC","age":5})");
  EXPECT_EQ(outcome<Person>(R"({"first":"A","last":"BB","age":5,"names":["C","DD"],"more":[1]})"),
            R"({"first":"C","last":"DD","age":3})");
}

TEST(AliasPaths, StandInTheWayOfAnError) {
  EXPECT_EQ(outcome<Person>("{}"), R"("missing"["first_name"]"missing"["names",-1])");
  EXPECT_EQ(outcome<Person>(R"({"names":[]})"), R"("missing"["first_name"]"missing"["names",-1])");
  EXPECT_EQ(outcome<Person>(R"({"names":"AB"})"), R"("missing"["first_name"]"missing"["names",-1])");
  EXPECT_EQ(outcome<Person>(R"({"names":[1,"A"],"more":{"age":-1}})"),
            R"("string_type"["names",0]"string_too_short"["names",-1]"greater_than_equal"["more","age"])");
  EXPECT_EQ(outcome<Person>(R"({"fname":1,"names":[null,"AA"]})"), R"("string_type"["fname"])");
}

TEST(AliasPaths, MembersWithAPathAreNoExtraOnes) {
  EXPECT_EQ(outcome<Strict>(R"({"values":[1,2]})"), R"({"unused":2})");
  EXPECT_EQ(outcome<Strict>(R"({"values":[1,2],"a":1,"unused":2})"),
            R"("extra_forbidden"["a"]"extra_forbidden"["unused"])");
}

TEST(AliasPaths, NamesCountAsTheConfigurationSays) {
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1,"c":2})"), R"({"a":2})");
  EXPECT_EQ(outcome<ByBoth>(R"({"a":1})"), R"({"a":1})");
  EXPECT_EQ(outcome<ByBoth>(R"({"a":"x"})"), R"("int_parsing"["a"])");
  EXPECT_EQ(outcome<ByBoth>("{}"), R"("missing"["b"])");
  EXPECT_EQ(outcome<ByName>(R"({"b":1})"), R"("missing"["a"])");
  EXPECT_EQ(outcome<ByName>(R"({"a":1})"), R"({"a":1})");
}

TEST(AliasPaths, TheSchemaHasTheFirstPlainName) {
  const Json schema = model_json_schema<Person>();
  std::string names;
  for (const JsonMember& member : schema["properties"].as_object()) names += member.name + " ";
  EXPECT_EQ(names, "first_name last age ");
  EXPECT_EQ(schema["required"], Json(JsonArray{"first_name", "last"}));
  EXPECT_EQ(model_json_schema<Strict>()["required"], Json(JsonArray{"a"}));
}

TEST(AliasPaths, AreDataOfTheField) {
  const model::Facts& facts = *model::type_info<Person>.fields[0].facts;
  ASSERT_EQ(facts.alias_paths.size(), 3u);
  EXPECT_EQ(facts.validation_alias, "first_name");
  ASSERT_EQ(facts.alias_paths[2].steps.size(), 2u);
  EXPECT_EQ(facts.alias_paths[2].steps[0].name, "names");
  EXPECT_TRUE(facts.alias_paths[2].steps[1].is_index);
  EXPECT_FALSE(model::type_info<Person>.plain_input);
}

}  // namespace
}  // namespace talaria
