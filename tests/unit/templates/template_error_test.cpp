#include <gtest/gtest.h>

#include <talaria/templates/template_error.hpp>

namespace talaria {
namespace {

TEST(TemplateError, SaysWhere) {
  const TemplateSyntaxError error("unexpected '}}'", "templates/item.html", 12);
  EXPECT_STREQ(error.what(), "templates/item.html:12: unexpected '}}'");
  EXPECT_EQ(error.message(), "unexpected '}}'");
  EXPECT_EQ(error.file(), "templates/item.html");
  EXPECT_EQ(error.line(), 12);
}

TEST(TemplateError, NeedsNoPlace) {
  const TemplateNotFound error("there is none");
  EXPECT_STREQ(error.what(), "there is none");
  EXPECT_EQ(error.line(), 0);
}

}  // namespace
}  // namespace talaria
