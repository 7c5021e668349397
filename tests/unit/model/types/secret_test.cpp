#include "facts_check.hpp"

#include <talaria/model/types/secret.hpp>

namespace talaria {
namespace {

using facts_check::check_part;

TEST(SecretTest, ReadsAndHidesAsPydantic) {
  check_part<SecretStr>("secret", "secret_str");
  check_part<SecretBytes>("secret", "secret_bytes");
  check_part<SecretStr>("secret", "secret_min", model::facts_of<SecretStr, min_length{8}, max_length{9}>);
}

struct Login {
  std::string user;
  SecretStr password;
  std::optional<SecretBytes> token;
};

TEST(SecretTest, IsNeverShown) {
  const auto login = model_validate_json<Login>(R"({"user": "jane", "password": "hunter2", "token": "abc"})");
  EXPECT_EQ(login.password.get_secret_value(), "hunter2");
  EXPECT_EQ(login.token->get_secret_value(), "abc");
  std::ostringstream out;
  out << login.password << ' ' << *login.token << ' ' << SecretStr();
  EXPECT_EQ(out.str(), "********** ********** ");
  EXPECT_EQ(model_dump_json(login), R"({"user":"jane","password":"**********","token":"**********"})");
  EXPECT_EQ(dump_json(model_dump(login)).find("hunter2"), std::string::npos);
  EXPECT_EQ(Json(login.password), Json("**********"));
}

TEST(SecretTest, Compares) {
  EXPECT_EQ(SecretStr("a"), SecretStr("a"));
  EXPECT_NE(SecretStr("a"), SecretStr("b"));
  EXPECT_NE(SecretStr("a"), SecretStr("ab"));
}

}  // namespace
}  // namespace talaria
