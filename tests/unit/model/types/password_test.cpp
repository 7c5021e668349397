#include "facts_check.hpp"

#include <talaria/model/types/password.hpp>

namespace talaria {

SecretStr no_names(SecretStr password) {
  if (password.get_secret_value().find("jane") != std::string::npos) throw ValueError("Password holds the name");
  return password;
}
Password<> not_a_name(Password<> password) {
  no_names(password);
  return password;
}

namespace {

struct NewUser {
  Password<> password;
};
struct Strict {
  Field<Password<PasswordRules{.min_length = 4, .max_length = 6, .special = false}>, description{"secret"}> code;
};
struct Own {
  Field<Password<>, validator<not_a_name>> password;
};

template <class T>
std::string faults(const Json& input) {
  try {
    (void)model_validate<T>(input);
    return "";
  } catch (const ValidationError& error) {
    return error.what();
  }
}

TEST(PasswordTest, ThereIsAMessageForEachRuleMissed) {
  EXPECT_EQ(faults<NewUser>(JsonObject{{"password", "Abcdef1!"}}), "");
  EXPECT_EQ(faults<NewUser>(JsonObject{{"password", "abc"}}),
            "password: Value error, Password should have at least 8 characters\n"
            "password: Value error, Password should have at least one uppercase letter\n"
            "password: Value error, Password should have at least one digit\n"
            "password: Value error, Password should have at least one special character");
  EXPECT_EQ(faults<NewUser>(JsonObject{{"password", "ÄÖÜ12345A"}}),
            "password: Value error, Password should have at least one lowercase letter");
  EXPECT_EQ(faults<NewUser>(JsonObject{{"password", 5}}), "password: Input should be a valid string");
}

TEST(PasswordTest, RulesCanBeChosenAndAdded) {
  EXPECT_EQ(faults<Strict>(JsonObject{{"code", "aB12"}}), "");
  EXPECT_EQ(faults<Strict>(JsonObject{{"code", "aB12345"}}),
            "code: Value error, Password should have at most 6 characters");
  EXPECT_EQ(faults<Own>(JsonObject{{"password", "jane-DOE-1"}}), "password: Value error, Password holds the name");
  EXPECT_EQ(missed_rules("x", {.min_length = 1, .upper = false, .digit = false, .special = false}).size(), 0U);
}

TEST(PasswordTest, IsASecret) {
  const auto user = model_validate_json<NewUser>(R"({"password": "Abcdef1!"})");
  EXPECT_EQ(user.password.get_secret_value(), "Abcdef1!");
  EXPECT_EQ(model_dump_json(user), R"({"password":"**********"})");
  EXPECT_THROW((void)model_validate_json<NewUser>(R"({"password": "weak"})"), ValidationError);
  const Json schema = model_json_schema<NewUser>()["properties"]["password"];
  EXPECT_EQ(schema["format"], Json("password"));
  EXPECT_EQ(schema["minLength"], Json(8));
  EXPECT_EQ(schema["writeOnly"], Json(true));
}

}  // namespace
}  // namespace talaria
