#include "facts_check.hpp"

#include <talaria/model/types/email.hpp>

namespace talaria {
namespace {

// The addresses are those of email-validator's own tests and more; the answers are Pydantic's.
TEST(EmailStrTest, ReadsAndWritesAsPydantic) {
  facts_check::check_part<EmailStr>("email", "email");
}
TEST(NameEmailTest, ReadsAndWritesAsPydantic) {
  facts_check::check_part<NameEmail>("name_email", "name_email");
}

TEST(EmailStrTest, KeepsToLengths) {
  facts_check::check_part<EmailStr>("email", "max_length", model::facts_of<EmailStr, max_length{8}>);
  facts_check::check_part<EmailStr>("email", "min_length", model::facts_of<EmailStr, min_length{8}>);
}

TEST(EmailStrTest, IsAString) {
  const EmailStr address = EmailStr::parse("Jane@EXAMPLE.com");
  const std::string& text = address;
  EXPECT_EQ(text, "Jane@example.com");
  EXPECT_EQ(address, "Jane@example.com");
  EXPECT_EQ(Json(address), Json("Jane@example.com"));
  EXPECT_THROW((void)EmailStr::parse("jane"), ValueError);
}

}  // namespace
}  // namespace talaria
