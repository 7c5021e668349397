#include <gtest/gtest.h>

#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/inherit.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/partial.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/model/views.hpp>

namespace views_test {

using namespace talaria;

struct User {
  std::int64_t id = 0;
  Field<std::string, min_length{3}, alias{"userName"}> username;
  Field<std::string, min_length{8}> password;
  std::optional<std::string> email = {};

  std::string shout() const { return username + "!"; }
  std::string secret() const { return password; }
  static constexpr ComputedFields computed_fields{computed<&User::shout>, computed<&User::secret>};
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
  void validate() {
    if (username == password) throw ValueError("the password is the name");
  }
};
using UserId = Pick<User, &User::id, &User::shout>;
using UserPublic = Omit<User, &User::password, &User::secret>;
using UserCreate = Omit<User, &User::id, &User::shout, &User::secret>;

struct UserRead : UserPublic {};
BOOST_DESCRIBE_STRUCT(UserRead, (UserPublic), ())
struct UserWithNote : UserPublic {
  Field<std::string, defaults{"none"}> note;
};
BOOST_DESCRIBE_STRUCT(UserWithNote, (UserPublic), (note))

struct Whole {
  int a = 0;
  int b = 0;
  Json serialize() const { return "the whole"; }
};

struct Open {
  int a = 0;
  int b = 0;
  Field<JsonObject, extra_fields> more;
  static constexpr ModelConfig model_config{.extra = Extra::allow};
};

template <class T>
struct Page {
  std::vector<T> items;
};

}  // namespace views_test

namespace talaria {
namespace {

using namespace views_test;

std::string names(const model::TypeInfo& type) {
  std::string out;
  for (const model::FieldInfo& field : type.fields) out += std::string(field.name) + " ";
  return out;
}

template <class T>
std::string outcome(std::string_view text) {
  try {
    return model_dump_json(model_validate_json<T>(text));
  } catch (const ValidationError& error) {
    return error.what();
  }
}

const User jane{7, "jane", "12345678", "jane@example.com"};

TEST(Views, HaveTheFieldsInTheOrderOfTheModel) {
  EXPECT_EQ(names(model::type_info<UserId>), "id ");
  EXPECT_EQ(names(model::type_info<Pick<User, &User::email, &User::username>>), "username email ");
  EXPECT_EQ(names(model::type_info<UserPublic>), "id username email ");
  EXPECT_EQ(names(model::type_info<UserCreate>), "username password email ");
}

TEST(Views, WriteWhatIsKeptAndNothingElse) {
  EXPECT_EQ(model_dump_json(UserId(jane)), R"({"id":7,"shout":"jane!"})");
  EXPECT_EQ(model_dump_json(UserPublic(jane)),
            R"({"id":7,"userName":"jane","email":"jane@example.com","shout":"jane!"})");
  EXPECT_EQ(model_dump(UserCreate(jane)),
            Json(JsonObject{{"userName", "jane"}, {"password", "12345678"}, {"email", "jane@example.com"}}));
  EXPECT_EQ(model_dump_json(Pick<Whole, &Whole::a>(Whole{1, 2})), R"({"a":1})");
}

TEST(Views, KeepFactsAndConfigurationOfTheModel) {
  EXPECT_EQ(outcome<UserCreate>(R"({"userName":"jane","password":"12345678"})"),
            R"({"userName":"jane","password":"12345678","email":null})");
  EXPECT_EQ(outcome<UserCreate>(R"({"userName":"j","password":"1","id":5})"),
            "userName: String should have at least 3 characters\npassword: String should have at least 8 characters\n"
            "id: Extra inputs are not permitted");
  // The model as a whole is not asked, as it may want what is not there.
  EXPECT_EQ(outcome<UserCreate>(R"({"userName":"12345678","password":"12345678"})"),
            R"({"userName":"12345678","password":"12345678","email":null})");
}

TEST(Views, KeepThePlaceOfMembersWithoutAField) {
  EXPECT_EQ((outcome<Pick<Open, &Open::a>>(R"({"a":1,"b":2,"c":3})")), R"({"a":1,"b":2,"c":3})");
  EXPECT_EQ((model::type_info<Pick<Open, &Open::a>>.fields.size()), 1u);
}

TEST(Views, SchemasHaveStableNames) {
  const Json schema = model_json_schema<UserCreate>();
  EXPECT_EQ(schema["title"], Json("Omit[User, id, shout, secret]"));
  EXPECT_EQ(schema["required"], Json(JsonArray{"userName", "password"}));
  EXPECT_EQ(schema["additionalProperties"], Json(false));
  const Json page = model_json_schema<Page<UserId>>();
  EXPECT_EQ(page["title"], Json("Page[Pick[User, id, shout]]"));
  ASSERT_NE(page["$defs"].as_object().find("Pick_User_id_shout_"), nullptr) << dump_json(page);
  const Json written = model_json_schema<UserPublic>(SchemaMode::serialization);
  EXPECT_EQ(written["required"], Json(JsonArray{"id", "userName", "shout"}));
  EXPECT_EQ(written["properties"]["shout"]["readOnly"], Json(true));
  EXPECT_EQ(written["properties"].as_object().find("password"), nullptr);
}

TEST(Views, AreBasesOfModelsWithNamesOfTheirOwn) {
  EXPECT_EQ(model_json_schema<UserRead>()["title"], Json("UserRead"));
  EXPECT_EQ(outcome<UserRead>(R"({"id":1,"userName":"jane"})"),
            R"({"id":1,"userName":"jane","email":null,"shout":"jane!"})");
  EXPECT_EQ(names(model::type_info<UserWithNote>), "id username email note ");
}

TEST(Views, AreMadeOfOtherObjectsAndUpdateThem) {
  const auto read = to<UserRead>(jane);
  EXPECT_EQ(read.username, "jane");
  EXPECT_EQ(read.password, "");
  User stored = jane;
  model::FieldsSet sent;
  model::ValidationOptions options;
  options.fields_set = &sent;
  const auto patch = model_validate<UserCreate>(JsonObject{{"userName", "zoe"}, {"password", "abcdefgh"}}, options);
  apply_update(stored, patch, sent);
  EXPECT_EQ(stored.username, "zoe");
  EXPECT_EQ(stored.password, "abcdefgh");
  EXPECT_EQ(stored.email, "jane@example.com");
  EXPECT_EQ(stored.id, 7);
}

TEST(Views, OfViewsAndPartsOfThem) {
  using Short = Pick<UserPublic, &User::id, &User::email>;
  EXPECT_EQ(names(model::type_info<Short>), "id email ");
  EXPECT_EQ(model_json_schema<Short>()["title"], Json("Pick[Omit[User, password, secret], id, email]"));
  Partial<UserCreate> patch;
  patch.set(&User::email, "j@example.com");
  EXPECT_EQ(model_dump_json(patch), R"({"email":"j@example.com"})");
  EXPECT_EQ(names(model::type_info<Partial<UserCreate>>), "username password email ");
}

}  // namespace
}  // namespace talaria
