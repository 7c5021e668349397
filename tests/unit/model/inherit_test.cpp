#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/inherit.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/validate.hpp>

namespace inherit_test {

struct UserBase {
  talaria::Field<std::string, talaria::min_length{3}> name;
  talaria::Field<std::string, talaria::alias{"eMail"}> email;
  static constexpr talaria::ModelConfig model_config{.extra = talaria::Extra::forbid};
};
struct UserCreate : UserBase {
  talaria::Field<std::string, talaria::min_length{8}> password;
};
BOOST_DESCRIBE_STRUCT(UserCreate, (UserBase), (password))

struct Timestamps {
  int created = 0;
};
struct Admin : UserCreate, Timestamps {
  int level = 0;
};
BOOST_DESCRIBE_STRUCT(Admin, (UserCreate, Timestamps), (level))

struct Same : UserBase {};
BOOST_DESCRIBE_STRUCT(Same, (UserBase), ())

struct BaseItem {
  std::string description;
  std::string type;
  talaria::Field<int, talaria::defaults{0}> stock;
};
struct PlaneItem : BaseItem {
  talaria::Field<int, talaria::defaults{1}> size;
  talaria::Field<std::string, talaria::defaults{"plane"}, talaria::min_length{3}> type;
};
BOOST_DESCRIBE_STRUCT(PlaneItem, (BaseItem), (size, type))
struct Glider : PlaneItem {
  std::string stock;
};
BOOST_DESCRIBE_STRUCT(Glider, (PlaneItem), (stock))

template <class T>
struct Page {
  std::vector<T> items;
  int total = 0;
};

}  // namespace inherit_test

namespace talaria {
namespace {

using namespace inherit_test;

std::string names(const model::TypeInfo& type) {
  std::string out;
  for (const model::FieldInfo& field : type.fields) out += std::string(field.output_name) + " ";
  return out;
}

TEST(Inherit, FieldsOfTheBasesStandFirst) {
  EXPECT_EQ(names(model::type_info<UserCreate>), "name eMail password ");
  EXPECT_EQ(names(model::type_info<Admin>), "name eMail password created level ");
  EXPECT_EQ(names(model::type_info<Same>), "name eMail ");
}

TEST(Inherit, FactsAndConfigurationAreTakenOver) {
  const auto admin =
      model_validate_json<Admin>(R"({"name":"Foo","eMail":"a@b","password":"12345678","created":5,"level":6})");
  EXPECT_EQ(admin.name, "Foo");
  EXPECT_EQ(admin.created, 5);
  EXPECT_EQ(admin.level, 6);
  EXPECT_EQ(model_dump_json(admin), R"({"name":"Foo","eMail":"a@b","password":"12345678","created":5,"level":6})");
  try {
    (void)model_validate_json<UserCreate>(R"({"name":"F","eMail":"","password":"1","x":1})");
    FAIL();
  } catch (const ValidationError& error) {
    ASSERT_EQ(error.errors().size(), 3u);
    EXPECT_EQ(error.errors()[0].type, "string_too_short");
    EXPECT_EQ(error.errors()[1].type, "string_too_short");
    EXPECT_EQ(error.errors()[2].type, "extra_forbidden");
  }
}

TEST(Inherit, AMemberOfTheSameNameTakesThePlaceOfThatOfTheBase) {
  EXPECT_EQ(names(model::type_info<PlaneItem>), "description type stock size ");
  const auto plane = model_validate_json<PlaneItem>(R"({"description":"fast","stock":2})");
  EXPECT_EQ(plane.type, "plane");
  EXPECT_EQ(plane.BaseItem::type, "");
  EXPECT_EQ(model_dump_json(plane), R"({"description":"fast","type":"plane","stock":2,"size":1})");
  EXPECT_EQ(model_json_schema<PlaneItem>()["required"], Json(JsonArray{"description"}));
  try {
    (void)model_validate_json<PlaneItem>(R"({"description":"fast","type":"x"})");
    FAIL();
  } catch (const ValidationError& error) {
    ASSERT_EQ(error.errors().size(), 1u);
    EXPECT_EQ(error.errors()[0].type, "string_too_short");
  }
}

TEST(Inherit, AMemberMayBeDeclaredAnewAgain) {
  EXPECT_EQ(names(model::type_info<Glider>), "description type stock size ");
  EXPECT_EQ(model_dump_json(model_validate_json<Glider>(R"({"description":"slow","stock":"many"})")),
            R"({"description":"slow","type":"plane","stock":"many","size":1})");
}

TEST(Inherit, NamesOfSchemas) {
  const Json schema = model_json_schema<Page<UserCreate>>();
  EXPECT_EQ(schema["title"], Json("Page[UserCreate]"));
  EXPECT_EQ(schema["$defs"]["UserCreate"]["title"], Json("UserCreate"));
  EXPECT_EQ(schema["$defs"]["UserCreate"]["required"], Json(JsonArray{"name", "eMail", "password"}));
}

}  // namespace
}  // namespace talaria
