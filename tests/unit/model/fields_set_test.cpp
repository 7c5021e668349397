#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/fields_set.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria::model {
namespace {

TEST(FieldsSet, SaysAllByItself) {
  const FieldsSet set;
  EXPECT_TRUE(set.all());
  EXPECT_TRUE(set.contains(0));
  EXPECT_TRUE(set.contains(63));
  EXPECT_TRUE(set.inside(3).all());
  EXPECT_TRUE(set.inside("key").all());
}

TEST(FieldsSet, KnowsWhatWasSent) {
  FieldsSet set(0b101, 3);
  EXPECT_TRUE(set.contains(0));
  EXPECT_FALSE(set.contains(1));
  EXPECT_TRUE(set.contains(2));
  EXPECT_FALSE(set.all());
  set.insert(1);
  EXPECT_TRUE(set.all());
  EXPECT_TRUE(FieldsSet(~std::uint64_t{0}, 64).all());
  EXPECT_FALSE(FieldsSet(~std::uint64_t{0} >> 1, 64).contains(63));
}

TEST(FieldsSet, KeepsOnlyPartsThatDiffer) {
  FieldsSet set;
  set.put(0, FieldsSet());
  EXPECT_TRUE(set.all());
  set.put(0, FieldsSet(0b1, 2));
  set.put("key", FieldsSet(0b10, 2));
  EXPECT_FALSE(set.all());
  EXPECT_FALSE(set.inside(0).contains(1));
  EXPECT_FALSE(set.inside("key").contains(0));
  EXPECT_TRUE(set.inside("other").all());
  FieldsSet other;
  other.put(0, FieldsSet(0b1, 2));
  EXPECT_NE(set, other);
  other.put("key", FieldsSet(0b10, 2));
  EXPECT_EQ(set, other);
  set.insert(0);
  EXPECT_TRUE(set.inside(0).all());
}

struct Labels {
  std::set<std::string> names;
};

struct Shelf {
  std::optional<Labels> labels;
};

// What is in a set is not followed, and a set that cannot be read must not make the models around it forget theirs.
TEST(FieldsSet, OutlivesASetThatCannotBeRead) {
  FieldsSet sent;
  EXPECT_THROW((void)model_validate_json<Shelf>(R"({"labels": {"names": [1]}})", {.fields_set = &sent}),
               ValidationError);
  EXPECT_EQ(model_validate_json<Shelf>(R"({"labels": {"names": ["a"]}})", {.fields_set = &sent}).labels->names.size(),
            1U);
}

}  // namespace
}  // namespace talaria::model
