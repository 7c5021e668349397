#include "model/type_display.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/json_schema.hpp>

namespace shop {

struct Item {
  int id;
};
struct Same {
  int id;
};
struct Differs {
  static constexpr talaria::ModelConfig model_config{.json_schema_serialization_defaults_required = true};
  talaria::Field<int, talaria::defaults{1}> number;
};

}  // namespace shop

namespace blog {

struct Item {
  std::string text;
};
struct Unrelated {
  shop::Item item;
};
struct Same {
  int id;
};
struct Differs {
  std::string text;
};

}  // namespace blog

namespace talaria {
namespace {

enum class Color { red, blue };
enum class Level { low, high };

}  // namespace
}  // namespace talaria

template <>
struct talaria::EnumNames<talaria::Level> {
  static constexpr EnumValue values[] = {{"low", 1}, {"high", 2}};
  static constexpr bool as_integer = true;
};

namespace talaria {
namespace {

struct Sub {
  int x;
};
template <class T>
struct Page {
  std::vector<T> items;
  Field<int, defaults{0}> total;
};
struct Node {
  std::vector<Node> children;
};
struct Empty {};

int make_seven() {
  return 7;
}

struct Model {
  Field<int, ge{1}, le{10}, title{"My A"}, description{"d"}> number;
  Field<double, gt{0}, lt{9.5}, multiple_of{0.5}, defaults{1}> real;
  std::optional<Field<std::string, max_length{3}>> inside;
  Field<std::optional<std::string>, max_length{3}, title{"T"}, description{"D"}, deprecated> outside;
  Field<std::optional<std::string>, required> needed;
  Field<std::optional<int>, defaults{5}> five;
  Color color;
  Field<Color, description{"desc"}, defaults{Color::red}> described_color;
  std::optional<Color> maybe_color;
  Level level;
  Sub sub;
  std::optional<Sub> maybe_sub;
  Field<std::vector<Field<std::string, min_length{2}>>, min_length{1}, max_length{3}> list;
  std::optional<std::vector<Sub>> maybe_list;
  Field<std::set<std::string>, defaults{}> set;
  Field<std::map<std::string, Sub>, min_length{1}, max_length{2}> map;
  std::map<std::string, std::optional<int>> map_of_optionals;
  std::map<std::string, Json> map_of_any;
  Json any;
  std::vector<Json> list_of_any;
  JsonObject object;
  JsonArray array;
  Page<Sub> page;
  Field<std::string, pattern{"^a$"}, alias{"camelCase"}> snake_case;
  Field<bool, deprecated, defaults{false}> old_flag;
  Field<std::vector<std::string>, defaults{"foo", "bar"}> list_with_default;
  Field<int, default_factory<make_seven>> made;
};

struct Property {
  const char* name;
  const char* schema;
};

// As pydantic 2.14 words them.
const Property properties[] = {
    {"number", R"({"type":"integer","minimum":1,"maximum":10,"title":"My A","description":"d"})"},
    {"real",
     R"({"type":"number","exclusiveMinimum":0,"exclusiveMaximum":9.5,"multipleOf":0.5,"title":"Real","default":1.0})"},
    {"inside", R"({"anyOf":[{"type":"string","maxLength":3},{"type":"null"}],"title":"Inside","default":null})"},
    {"outside", R"({"anyOf":[{"type":"string","maxLength":3},{"type":"null"}],"title":"T","description":"D",)"
                R"("deprecated":true,"default":null})"},
    {"needed", R"({"anyOf":[{"type":"string"},{"type":"null"}],"title":"Needed"})"},
    {"five", R"({"anyOf":[{"type":"integer"},{"type":"null"}],"title":"Five","default":5})"},
    {"color", R"({"$ref":"#/$defs/Color"})"},
    {"described_color", R"({"$ref":"#/$defs/Color","description":"desc","default":"red"})"},
    {"maybe_color", R"({"anyOf":[{"$ref":"#/$defs/Color"},{"type":"null"}],"default":null})"},
    {"level", R"({"$ref":"#/$defs/Level"})"},
    {"sub", R"({"$ref":"#/$defs/Sub"})"},
    {"maybe_sub", R"({"anyOf":[{"$ref":"#/$defs/Sub"},{"type":"null"}],"default":null})"},
    {"list", R"({"items":{"type":"string","minLength":2},"type":"array","minItems":1,"maxItems":3,"title":"List"})"},
    {"maybe_list",
     R"({"anyOf":[{"items":{"$ref":"#/$defs/Sub"},"type":"array"},{"type":"null"}],"title":"Maybe List","default":null})"},
    {"set", R"({"items":{"type":"string"},"type":"array","uniqueItems":true,"title":"Set","default":[]})"},
    {"map", R"({"additionalProperties":{"$ref":"#/$defs/Sub"},"type":"object","minProperties":1,"maxProperties":2,)"
            R"("title":"Map"})"},
    {"map_of_optionals", R"({"additionalProperties":{"anyOf":[{"type":"integer"},{"type":"null"}]},"type":"object",)"
                         R"("title":"Map Of Optionals"})"},
    {"map_of_any", R"({"additionalProperties":true,"type":"object","title":"Map Of Any"})"},
    {"any", R"({"title":"Any"})"},
    {"list_of_any", R"({"items":{},"type":"array","title":"List Of Any"})"},
    {"object", R"({"additionalProperties":true,"type":"object","title":"Object"})"},
    {"array", R"({"items":{},"type":"array","title":"Array"})"},
    {"page", R"({"$ref":"#/$defs/Page_Sub_"})"},
    {"camelCase", R"({"type":"string","pattern":"^a$","title":"Camelcase"})"},
    {"old_flag", R"({"type":"boolean","title":"Old Flag","default":false,"deprecated":true})"},
    {"list_with_default",
     R"({"items":{"type":"string"},"type":"array","title":"List With Default","default":["foo","bar"]})"},
    {"made", R"({"type":"integer","title":"Made"})"},
};

TEST(JsonSchema, WordsEveryKindOfPropertyAsPydanticDoes) {
  const Json schema = model_json_schema<Model>();
  const JsonObject& actual = schema["properties"].as_object();
  ASSERT_EQ(actual.size(), std::size(properties));
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(actual.begin()[i].name, properties[i].name);
    EXPECT_EQ(actual.begin()[i].value, *parse_json(properties[i].schema))
        << properties[i].name << ": " << dump_json(actual.begin()[i].value);
  }
}

TEST(JsonSchema, RequiresWhatHasNoDefaultAndIsNoOptional) {
  const Json schema = model_json_schema<Model>();
  EXPECT_EQ(dump_json(schema["required"]),
            R"(["number","needed","color","level","sub","list","map","map_of_optionals","map_of_any","any",)"
            R"("list_of_any","object","array","page","camelCase"])");
  EXPECT_EQ(dump_json(model_json_schema<Empty>()), R"({"properties":{},"type":"object","title":"Empty"})");
}

TEST(JsonSchema, DefinesWhatIsReferredToOnceAndSorted) {
  const Json schema = model_json_schema<Model>();
  const Json expected = *parse_json(
      R"({"Color":{"type":"string","enum":["red","blue"],"title":"Color"},)"
      R"("Level":{"type":"integer","enum":[1,2],"title":"Level"},)"
      R"("Page_Sub_":{"properties":{"items":{"items":{"$ref":"#/$defs/Sub"},"type":"array","title":"Items"},)"
      R"("total":{"type":"integer","title":"Total","default":0}},"type":"object","required":["items"],)"
      R"("title":"Page[Sub]"},)"
      R"("Sub":{"properties":{"x":{"type":"integer","title":"X"}},"type":"object","required":["x"],"title":"Sub"}})");
  EXPECT_EQ(dump_json(schema["$defs"]), dump_json(expected));
}

TEST(JsonSchema, AModelThatRefersToItselfIsADefinition) {
  EXPECT_EQ(dump_json(model_json_schema<Node>()),
            R"({"$ref":"#/$defs/Node","$defs":{"Node":{"properties":{"children":{"items":{"$ref":"#/$defs/Node"},)"
            R"("type":"array","title":"Children"}},"type":"object","required":["children"],"title":"Node"}}})");
}

TEST(SchemaRegistry, TellsTypesOfOneNameApart) {
  model::SchemaRegistry registry;
  registry.add(model::type_info<shop::Item>);
  EXPECT_EQ(registry.name_of(model::type_info<shop::Item>), "Item");
  registry.add(model::type_info<std::vector<blog::Item>>);
  registry.add(model::type_info<blog::Unrelated>);
  EXPECT_EQ(registry.name_of(model::type_info<shop::Item>), "shop__Item");
  const JsonObject definitions = registry.definitions();
  ASSERT_EQ(definitions.size(), 3u);
  EXPECT_EQ(definitions.begin()[0].name, "Unrelated");
  EXPECT_EQ(definitions.begin()[1].name, "blog__Item");
  EXPECT_EQ(definitions.begin()[2].name, "shop__Item");
  EXPECT_EQ(definitions.at("shop__Item")["title"], Json("Item"));
  EXPECT_EQ(definitions.at("Unrelated")["properties"]["item"]["$ref"], Json("#/components/schemas/shop__Item"));
}

struct InAndOut {
  static constexpr ModelConfig model_config{.json_schema_serialization_defaults_required = true};
  Field<int, defaults{1}> number;
};
struct Around {
  InAndOut inner;
};
struct Beside {
  Sub sub;
};

TEST(SchemaRegistry, NamesInputsAndOutputsApartWhereTheyDiffer) {
  model::SchemaRegistry registry;
  for (const SchemaMode mode : {SchemaMode::validation, SchemaMode::serialization}) {
    registry.add(model::type_info<Around>, mode);
    registry.add(model::type_info<Beside>, mode);
  }
  std::string names;
  for (const auto& definition : registry.definitions()) names += definition.name + " ";
  // What refers to something that differs differs itself.
  EXPECT_EQ(names, "Around-Input Around-Output Beside InAndOut-Input InAndOut-Output Sub ");
  EXPECT_EQ(dump_json(registry.schema(model::type_info<Around>, model::no_facts, {}, SchemaMode::serialization)),
            R"({"$ref":"#/components/schemas/Around-Output"})");
  EXPECT_EQ(registry.definitions().at("Around-Output")["properties"]["inner"]["$ref"],
            Json("#/components/schemas/InAndOut-Output"));
}

TEST(SchemaRegistry, OneModeAloneNeedsNoSuffix) {
  model::SchemaRegistry registry;
  registry.add(model::type_info<Around>, SchemaMode::serialization);
  EXPECT_EQ(registry.name_of(model::type_info<Around>, SchemaMode::serialization), "Around");
  EXPECT_EQ(registry.definitions().at("InAndOut")["required"], Json(JsonArray{"number"}));
}

TEST(SchemaRegistry, CanShowOutputsAsInputs) {
  model::SchemaRegistry registry("#/components/schemas/", false);
  registry.add(model::type_info<Around>);
  registry.add(model::type_info<Around>, SchemaMode::serialization);
  EXPECT_EQ(registry.definitions().size(), 2u);
  EXPECT_EQ(registry.name_of(model::type_info<Around>, SchemaMode::serialization), "Around");
}

TEST(SchemaRegistry, NamesModesAndNamespacesApartAtOnce) {
  model::SchemaRegistry registry;
  registry.add(model::type_info<shop::Differs>);
  registry.add(model::type_info<shop::Differs>, SchemaMode::serialization);
  registry.add(model::type_info<blog::Differs>);
  EXPECT_EQ(registry.name_of(model::type_info<shop::Differs>), "shop__Differs-Input");
  EXPECT_EQ(registry.name_of(model::type_info<shop::Differs>, SchemaMode::serialization), "Differs-Output");
  EXPECT_EQ(registry.name_of(model::type_info<blog::Differs>), "blog__Differs");
}

TEST(SchemaRegistry, EqualSchemasOfEqualNamesAreOne) {
  model::SchemaRegistry registry;
  registry.add(model::type_info<shop::Same>);
  registry.add(model::type_info<blog::Same>);
  EXPECT_EQ(registry.definitions().size(), 1u);
  EXPECT_EQ(registry.name_of(model::type_info<blog::Same>), "Same");
}

TEST(ModelsJsonSchema, SharesItsDefinitions) {
  const ModelsJsonSchema all = models_json_schema({{schema_of<InAndOut>, SchemaMode::validation},
                                                   {schema_of<InAndOut>, SchemaMode::serialization},
                                                   {schema_of<Sub>, SchemaMode::validation}});
  ASSERT_EQ(all.schemas.size(), 3u);
  EXPECT_EQ(all.schemas[1]["$ref"], Json("#/$defs/InAndOut-Output"));
  EXPECT_EQ(all.definitions.size(), 3u);
}

std::string itself(std::string value) {
  return value;
}
std::string or_dash(const std::optional<std::string>& value) {
  return value.value_or("-");
}
struct Written {
  Field<std::optional<std::string>, serializer<itself>> null_stays;
  Field<std::optional<std::string>, serializer<or_dash>> never_null;
};
TEST(ModelJsonSchema, SaysNullWhereASerializerKeepsIt) {
  const Json outputs = model_json_schema<Written>(SchemaMode::serialization)["properties"];
  EXPECT_TRUE(outputs["null_stays"].as_object().contains("anyOf"));
  EXPECT_EQ(outputs["never_null"], Json(JsonObject{{"type", "string"}, {"title", "Never Null"}, {"default", "-"}}));
}

Sub from_anything(const Json&) {
  return {};
}
struct Plain {
  Field<Sub, plain_validator<from_anything>, description{"Anything"}> sub;
};
TEST(ModelJsonSchema, SaysNothingOfWhatAPlainValidatorTakes) {
  const Json schema = model_json_schema<Plain>();
  EXPECT_EQ(schema["properties"]["sub"], Json(JsonObject{{"description", "Anything"}}));
  EXPECT_FALSE(schema.as_object().contains("$defs"));
  EXPECT_EQ(model_json_schema<Plain>(SchemaMode::serialization)["properties"]["sub"]["$ref"], Json("#/$defs/Sub"));
}

struct Broken {
  static constexpr ModelConfig model_config{.json_schema_extra = "[1]"};
  Field<int, json_schema_extra{"{"}> number;
  Field<int, examples{json_text{"nonsense"}}> other;
};

TEST(SchemaFaults, NameThePlace) {
  const auto faults = model::schema_faults(model::type_info<std::vector<Broken>>);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0], "json_schema_extra of Broken is no JSON object: it is another value");
  EXPECT_EQ(faults[1].rfind("json_schema_extra of Broken.number is no JSON object: Expecting property name", 0), 0u);
  EXPECT_EQ(faults[2].rfind("Broken.other: examples{json_text{...}} holds no JSON", 0), 0u);
}

TEST(SchemaRegistry, GivesATitleToEverythingButReferences) {
  model::SchemaRegistry registry;
  registry.add(model::type_info<Sub>);
  EXPECT_EQ(dump_json(registry.schema(model::type_info<int>, model::no_facts, "Item Id")),
            R"({"type":"integer","title":"Item Id"})");
  EXPECT_EQ(dump_json(registry.schema(model::type_info<Sub>, model::no_facts, "Sub")),
            R"({"$ref":"#/components/schemas/Sub"})");
  EXPECT_EQ(dump_json(registry.schema(model::type_info<std::optional<Sub>>, model::no_facts, "Sub")),
            R"({"anyOf":[{"$ref":"#/components/schemas/Sub"},{"type":"null"}],"title":"Sub"})");
}

TEST(TitleFromName, IsThatOfPydantic) {
  const std::pair<const char*, const char*> cases[] = {
      {"full_name", "Full Name"}, {"created_at_UTC2x", "Created At Utc2X"},
      {"camelCase", "Camelcase"}, {"HTTPServer", "Httpserver"},
      {"x_1y", "X 1Y"},           {"_private", " Private"},
  };
  for (const auto& [name, title] : cases) EXPECT_EQ(model::title_from_name(name), title);
}

TEST(TypeDisplay, NamesTypesAsPythonDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"User", "User"},
      {"app::users::User", "User"},
      {"(anonymous namespace)::User", "User"},
      {"app::{anonymous}::User", "User"},
      {"main()::User", "User"},
      {"Page<app::User>", "Page[User]"},
      {"app::Page<(anonymous namespace)::User>", "Page[User]"},
      {"Page<std::optional<app::User> >", "Page[Union[User, NoneType]]"},
      {"Page<std::vector<std::__cxx11::basic_string<char>, std::allocator<std::__cxx11::basic_string<char> > > >",
       "Page[list[str]]"},
      {"Page<std::map<std::string, long int>>", "Page[dict[str, int]]"},
      {"Page<std::unordered_set<double>>", "Page[set[float]]"},
      {"Pair<unsigned long, bool>", "Pair[int, bool]"},
      {"Page<talaria::Field<int, talaria::ge{1}>>", "Page[int]"},
      {"Outer<app::User>::Inner", "Inner"},
      {"Page<talaria::Json>", "Page[Any]"},
  };
  for (const auto& [spelled, display] : cases) EXPECT_EQ(model::display_name(spelled), display) << spelled;
  EXPECT_EQ(model::reference_name("Page[Union[User, NoneType]]"), "Page_Union_User__NoneType__");
}

}  // namespace
}  // namespace talaria
