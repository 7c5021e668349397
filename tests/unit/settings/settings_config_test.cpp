#include <vector>

#include <gmock/gmock.h>

#include <talaria/settings/settings_config.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

TEST(SettingsPaths, AreOneOrSeveral) {
  static constexpr SettingsPaths none;
  static constexpr SettingsPaths one = ".env";
  static constexpr SettingsPaths two = {".env", ".env.prod"};
  EXPECT_TRUE(none.empty());
  EXPECT_THAT(std::vector<std::string_view>(one.begin(), one.end()), ElementsAre(".env"));
  EXPECT_THAT(std::vector<std::string_view>(two.begin(), two.end()), ElementsAre(".env", ".env.prod"));
}

TEST(SettingsPaths, AreEightAtMost) {
  EXPECT_THROW((SettingsPaths{"1", "2", "3", "4", "5", "6", "7", "8", "9"}), std::out_of_range);
}

TEST(SettingsConfig, ForbidsUnknownNamesInFilesUnlessTold) {
  EXPECT_EQ(SettingsConfig().extra, Extra::forbid);
  EXPECT_FALSE(SettingsConfig().case_sensitive);
}

}  // namespace
}  // namespace talaria
