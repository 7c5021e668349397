#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>

#include <gtest/gtest.h>

#include <talaria/model/describe.hpp>

namespace app {

enum class Status { draft, published };

struct Address {
  std::string street;
  std::string city;
};

struct User {
  std::int64_t id;
  talaria::Field<std::string, talaria::alias{"userName"}, talaria::min_length{3}> name;
  std::optional<Address> address;
  talaria::Field<int, talaria::defaults{20}> age;
  talaria::Field<std::optional<int>, talaria::required> height;
  std::vector<talaria::Field<std::string, talaria::max_length{5}>> tags;
  Status status;
};

}  // namespace app

namespace talaria::model {
namespace {

struct Hidden {
  int first;
  std::string second;
};

template <class T>
struct Boxed {
  T value;
};

struct Checked {
  int low;
  int high;
  void validate() {}
};

// clang-format off
struct SixtyFour {
  int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7, c0, c1, c2, c3, c4, c5, c6, c7,
      d0, d1, d2, d3, d4, d5, d6, d7, e0, e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7,
      g0, g1, g2, g3, g4, g5, g6, g7, h0, h1, h2, h3, h4, h5, h6, h7;
};
// clang-format on

TEST(TypeInfo, SaysWhatScalarsAre) {
  struct Case {
    const TypeInfo* type;
    Kind kind;
    int bits;
    bool is_signed;
  };
  const Case cases[] = {
      {&type_info<bool>, Kind::boolean, 0, false},
      {&type_info<std::int8_t>, Kind::integer, 8, true},
      {&type_info<unsigned short>, Kind::integer, 16, false},
      {&type_info<int>, Kind::integer, 32, true},
      {&type_info<unsigned long long>, Kind::integer, 64, false},
      {&type_info<float>, Kind::number, 32, true},
      {&type_info<double>, Kind::number, 64, true},
      {&type_info<std::string>, Kind::string, 0, false},
      {&type_info<Json>, Kind::any, 0, false},
      {&type_info<JsonObject>, Kind::json_object, 0, false},
      {&type_info<JsonArray>, Kind::json_array, 0, false},
      {&type_info<app::Status>, Kind::enumeration, 32, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(c.type->kind, c.kind);
    EXPECT_EQ(c.type->bits, c.bits);
    EXPECT_EQ(c.type->is_signed, c.is_signed);
    EXPECT_GT(c.type->ops.size, 0u);
  }
}

TEST(TypeInfo, SaysWhatContainersHold) {
  using Short = Field<std::string, max_length{5}>;
  const std::pair<const TypeInfo*, Kind> cases[] = {
      {&type_info<std::optional<Short>>, Kind::optional},
      {&type_info<std::vector<Short>>, Kind::list},
      {&type_info<std::set<Short>>, Kind::set},
      {&type_info<std::map<std::string, Short>>, Kind::map},
      {&type_info<std::unordered_map<std::string, Short>>, Kind::map},
  };
  for (const auto& [type, kind] : cases) {
    EXPECT_EQ(type->kind, kind);
    EXPECT_EQ(type->element, &type_info<std::string>);
    EXPECT_EQ(type->element_facts->max_length, 5u);
  }
}

TEST(TypeInfo, NamesTheFieldsOfAModelWithTheirTypesAndFacts) {
  const TypeInfo& type = type_info<app::User>;
  EXPECT_EQ(type.kind, Kind::object);
  EXPECT_EQ(type.name, "User");
  EXPECT_EQ(type.qualified_name, "app::User");
  struct Expected {
    std::string_view name;
    std::string_view wire_name;
    const TypeInfo* type;
    bool required;
  };
  const Expected expected[] = {
      {"id", "id", &type_info<std::int64_t>, true},
      {"name", "userName", &type_info<std::string>, true},
      {"address", "address", &type_info<std::optional<app::Address>>, false},
      {"age", "age", &type_info<int>, false},
      {"height", "height", &type_info<std::optional<int>>, true},
      {"tags", "tags", &type_info<std::vector<Field<std::string, max_length{5}>>>, true},
      {"status", "status", &type_info<app::Status>, true},
  };
  ASSERT_EQ(type.fields.size(), std::size(expected));
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    EXPECT_EQ(type.fields[i].name, expected[i].name);
    EXPECT_EQ(type.fields[i].wire_name(), expected[i].wire_name);
    EXPECT_EQ(type.fields[i].type, expected[i].type) << expected[i].name;
    EXPECT_EQ(type.fields[i].required(), expected[i].required) << expected[i].name;
  }
  EXPECT_EQ(type.fields[1].facts->min_length, 3u);
}

TEST(TypeInfo, LocatesTheValuesInsideOfFields) {
  app::User user{.id = 5, .name = "Ada", .address = {}, .age = 7, .height = {}, .tags = {}, .status = {}};
  void* places[max_fields];
  type_info<app::User>.locate(&user, places);
  EXPECT_EQ(*static_cast<std::int64_t*>(places[0]), 5);
  EXPECT_EQ(*static_cast<std::string*>(places[1]), "Ada");
  EXPECT_EQ(*static_cast<int*>(places[3]), 7);
}

TEST(TypeInfo, DescribesModelsWhereverTheyAreDeclared) {
  struct Local {
    Hidden inner;
    std::vector<Hidden> more;
  };
  EXPECT_EQ(type_info<Hidden>.name, "Hidden");
  ASSERT_EQ(type_info<Hidden>.fields.size(), 2u);
  EXPECT_EQ(type_info<Hidden>.fields[1].name, "second");
  EXPECT_EQ(type_info<Local>.name, "Local");
  ASSERT_EQ(type_info<Local>.fields.size(), 2u);
  EXPECT_EQ(type_info<Local>.fields[0].name, "inner");
  EXPECT_EQ(type_info<Local>.fields[1].name, "more");
  EXPECT_EQ(type_info<Boxed<Hidden>>.fields[0].type, &type_info<Hidden>);
}

TEST(TypeInfo, HoldsAsManyFieldsAsItPromises) {
  const TypeInfo& type = type_info<SixtyFour>;
  ASSERT_EQ(type.fields.size(), max_fields);
  EXPECT_EQ(type.fields[0].name, "a0");
  EXPECT_EQ(type.fields[63].name, "h7");
  SixtyFour object{};
  object.h7 = 9;
  void* places[max_fields];
  type.locate(&object, places);
  EXPECT_EQ(*static_cast<int*>(places[63]), 9);
}

TEST(TypeInfo, KnowsWhetherAModelChecksItself) {
  EXPECT_NE(type_info<Checked>.validate, nullptr);
  EXPECT_EQ(type_info<Hidden>.validate, nullptr);
}

TEST(TypeInfo, FillsContainersThroughItsTables) {
  std::vector<int> list{1};
  const TypeInfo& of_list = type_info<std::vector<int>>;
  *static_cast<int*>(of_list.sequence->append(&list)) = 2;
  EXPECT_EQ(list, (std::vector<int>{1, 2}));
  EXPECT_EQ(of_list.sequence->size(&list), 2u);
  int sum = 0;
  of_list.sequence->for_each(&list, &sum, [](void* context, const void* element) {
    *static_cast<int*>(context) += *static_cast<const int*>(element);
  });
  EXPECT_EQ(sum, 3);
  of_list.sequence->clear(&list);
  EXPECT_TRUE(list.empty());

  std::set<std::string> set;
  std::string element = "a string that is too long for its own buffer";
  type_info<std::set<std::string>>.sequence->insert(&set, &element);
  EXPECT_EQ(set.count("a string that is too long for its own buffer"), 1u);

  std::map<std::string, int> map{{"a", 5}};
  EXPECT_EQ(*static_cast<int*>(type_info<std::map<std::string, int>>.map->insert(&map, "a")), 0);

  std::optional<int> optional = 3;
  const OptionalOps& of_optional = *type_info<std::optional<int>>.optional;
  EXPECT_EQ(of_optional.get(&optional), &*optional);
  *static_cast<int*>(of_optional.emplace(&optional)) = 4;
  EXPECT_EQ(optional, 4);
  of_optional.reset(&optional);
  EXPECT_EQ(of_optional.get(&optional), nullptr);
}

}  // namespace
}  // namespace talaria::model
