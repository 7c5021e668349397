#include "pages.hpp"
#include "settings_page.hpp"

#include <cstdlib>

#include <gmock/gmock.h>

namespace settings_page {
void set_up(App& app);
Json info_in_a_test(App& app);
}  // namespace settings_page

namespace docs {
namespace {

using namespace talaria;
using namespace settings_page;
using ::testing::ElementsAre;
using Environment = std::vector<std::pair<std::string, std::string>>;

template <class S>
S load(const Environment& environment) {
  const SettingsPaths none;
  return load_settings<S>({.environment = &environment, .env_file = &none, .secrets_dir = &none});
}

TEST(SettingsPage, FillsTheStruct) {
  const auto settings = load<Settings>(
      {{"ADMIN_EMAIL", "admin@example.com"}, {"SECRET_KEY", "xyz"}, {"ALLOWED_ORIGINS", "[\"https://example.com\"]"}});
  EXPECT_EQ(settings.app_name, "Awesome API");
  EXPECT_EQ(settings.admin_email, "admin@example.com");
  EXPECT_EQ(settings.secret_key.get_secret_value(), "xyz");
  EXPECT_THAT(settings.allowed_origins.base(), ElementsAre("https://example.com"));
}

TEST(SettingsPage, ReplacesTheDependency) {
  App app;
  set_up(app);
  EXPECT_TRUE(shown("settings.md", info_in_a_test(app)));
}

TEST(SettingsPage, KeepsPrefixesApart) {
  const Environment environment = {{"DB_URL", "postgresql://user@localhost/app"},
                                   {"DB_POOL_SIZE", "9"},
                                   {"AUTH_TOKEN_MINUTES", "15"},
                                   {"SECRET_KEY", "abc"}};
  EXPECT_EQ(load<DatabaseSettings>(environment).pool_size, 9);
  const auto auth = load<AuthSettings>(environment);
  EXPECT_EQ(auth.token_minutes, 15);
  EXPECT_EQ(auth.secret.get_secret_value(), "abc");
}

TEST(SettingsPage, FillsNestedModels) {
  const auto mail = load<MailSettings>(
      {{"SMTP", "{\"host\": \"other\", \"port\": 1}"}, {"SMTP__HOST", "mail.example.com"}, {"REPLY_TO", "a@b"}});
  EXPECT_EQ(mail.smtp.host, "mail.example.com");
  EXPECT_EQ(mail.smtp.port, 1);
  EXPECT_EQ(mail.reply_to, "a@b");
}

TEST(SettingsPage, ChecksTheWhole) {
  EXPECT_NO_THROW(load<ProductionSettings>({}));
  try {
    load<ProductionSettings>({{"ENVIRONMENT", "production"}});
    FAIL() << "the default key was let through";
  } catch (const SettingsError& error) {
    EXPECT_STREQ(
        error.what(),
        "ProductionSettings cannot be read, one setting has a fault:\n  ProductionSettings: Value error, The value "
        "of SECRET_KEY is \"changethis\", change it before you deploy");
  }
}

TEST(SettingsPage, NamesEveryOption) {
  EXPECT_TRUE(mentions_members<SettingsConfig>("settings.md"));
}

}  // namespace
}  // namespace docs
