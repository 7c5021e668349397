#include <optional>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/partial.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

struct Item {
  Field<std::string, min_length{2}> name;
  Field<int, ge{0}, alias{"Price"}, defaults{5}> price;
  std::optional<std::string> note;

  void validate() const {
    if (name.empty()) throw ValueError("no name");
  }
};
struct Box {
  Partial<Item> item;
  std::vector<Partial<Item>> items;
};

TEST(Partial, RemembersWhatWasSent) {
  for (const char* const text : {R"({"Price":7,"note":null})", R"({"Price":"7","note":null})"}) {
    const auto patch = model_validate_json<Partial<Item>>(text);
    EXPECT_FALSE(patch.is_set(&Item::name));
    EXPECT_TRUE(patch.is_set(&Item::price));
    EXPECT_TRUE(patch.is_set(&Item::note));
    EXPECT_EQ(patch.price, 7);
    EXPECT_EQ(model_dump_json(patch), R"({"Price":7,"note":null})");
    EXPECT_EQ(dump_json(model_dump(patch)), R"({"Price":7,"note":null})");
    Item item{"Foo", 1, "x"};
    patch.update(item);
    EXPECT_EQ(model_dump_json(item), R"({"name":"Foo","Price":7,"note":null})");
  }
  EXPECT_EQ(model_dump_json(model_validate_json<Partial<Item>>("{}")), "{}");
  EXPECT_EQ(model_dump_json(Partial<Item>()), "{}");
}

TEST(Partial, HoldsToTheLimitsOfWhatWasSent) {
  EXPECT_THROW((void)model_validate_json<Partial<Item>>(R"({"name":"F"})"), ValidationError);
  EXPECT_THROW((void)model_validate_json<Partial<Item>>(R"({"name":null})"), ValidationError);
}

TEST(Partial, CanBeSetByHand) {
  Partial<Item> patch;
  patch.set(&Item::name, "Bar");
  EXPECT_TRUE(patch.is_set(&Item::name));
  EXPECT_EQ(model_dump_json(patch), R"({"name":"Bar"})");
  EXPECT_EQ(model_dump_json(Partial<Item>(Item{"Foo", 1, {}})), R"({"name":"Foo","Price":1,"note":null})");
}

TEST(Partial, StandsInOtherModels) {
  for (const char* const text :
       {R"({"item":{"Price":7},"items":[{},{"name":"ab"}]})", R"({"item":{"Price":"7"},"items":[{},{"name":"ab"}]})"}) {
    EXPECT_EQ(model_dump_json(model_validate_json<Box>(text)), R"({"item":{"Price":7},"items":[{},{"name":"ab"}]})");
  }
}

TEST(Partial, SchemaRequiresNothing) {
  const Json schema = model_json_schema<Partial<Item>>();
  EXPECT_EQ(schema["title"], Json("Partial[Item]"));
  EXPECT_FALSE(schema.as_object().contains("required"));
  EXPECT_EQ(schema["properties"]["name"]["minLength"], Json(2));
}

}  // namespace
}  // namespace talaria
