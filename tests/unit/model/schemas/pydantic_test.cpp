#include "models.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace talaria::schemas {
namespace {

/// What Pydantic 2.14 (with FastAPI's schema of bytes) says of the models: by name, then by mode; without a
/// `serialization` both modes are the same.
const Json& recorded() {
  static const Json document = [] {
    std::ifstream file(std::string(TALARIA_MODEL_SCHEMAS) + "/pydantic.json");
    std::ostringstream text;
    text << file.rdbuf();
    return *parse_json(text.str());
  }();
  return document;
}

/// Compares member by member, so that a failure says which property differs.
void expect_equal(const Json& actual, const Json& expected, const std::string& place) {
  if (!actual.is_object() || !expected.is_object()) {
    EXPECT_EQ(dump_json(actual), dump_json(expected)) << place;
    return;
  }
  for (const auto& [name, value] : expected.as_object()) {
    const Json* const own = actual.as_object().find(name);
    if (own == nullptr) {
      ADD_FAILURE() << place << " has no " << name;
    } else if (*own != value) {
      expect_equal(*own, value, place + "/" + name);
    }
  }
  for (const auto& member : actual.as_object()) {
    EXPECT_TRUE(expected.as_object().contains(member.name)) << place << " has " << member.name;
  }
}

template <class T>
void check(const std::string& name) {
  const Json& facts = recorded()[name];
  const Json* const output = facts.as_object().find("serialization");
  expect_equal(model_json_schema<T>(), facts["validation"], name);
  expect_equal(model_json_schema<T>(SchemaMode::serialization), output != nullptr ? *output : facts["validation"],
               name + " (output)");
}

#define TALARIA_CHECK(model)       \
  TEST(PydanticSchemas, model) {   \
    check<schemas::model>(#model); \
  }
TALARIA_CHECK(Sub)
TALARIA_CHECK(Described)
TALARIA_CHECK(Numbers)
TALARIA_CHECK(Texts)
TALARIA_CHECK(Optionals)
TALARIA_CHECK(Containers)
TALARIA_CHECK(Refs)
TALARIA_CHECK(Unions)
TALARIA_CHECK(Scalars)
TALARIA_CHECK(Recursive)
TALARIA_CHECK(Forbids)
TALARIA_CHECK(Limits)
TALARIA_CHECK(Extras)
TALARIA_CHECK(ExtrasOver)
TALARIA_CHECK(AllRequired)
TALARIA_CHECK(Excludes)
TALARIA_CHECK(ByName)
TALARIA_CHECK(Base64Config)
TALARIA_CHECK(Base64Out)
TALARIA_CHECK(Seconds)
TALARIA_CHECK(Empty)
#undef TALARIA_CHECK

}  // namespace
}  // namespace talaria::schemas
