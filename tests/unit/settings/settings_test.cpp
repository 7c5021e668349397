// What is said of missing and bad settings, and what is not.
#include "in_folder.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/model/types/secret.hpp>
#include <talaria/settings/settings.hpp>

namespace talaria {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Environment = std::vector<std::pair<std::string, std::string>>;

struct Database {
  std::string host;
  Field<int, defaults{5432}> port = {};
};

struct Settings {
  std::string database_url;
  Field<int, ge{1}> workers;
  SecretStr secret_key;
  Field<std::vector<int>, defaults{}> ports = {};
  std::optional<Database> db = {};

  static constexpr SettingsConfig settings_config{.env_prefix = "APP_", .env_nested_delimiter = "__"};
};

template <class S>
std::string what(const Environment& environment) {
  try {
    static_cast<void>(load_settings<S>({.environment = &environment}));
    return "no fault";
  } catch (const SettingsError& error) {
    return error.what();
  }
}

TEST(Settings, NamesEveryVariableAndItsTypeAtOnce) {
  EXPECT_EQ(what<Settings>({{"APP_WORKERS", "0"}, {"APP_DB__PORT", "x"}}),
            "Settings cannot be read, 5 settings have faults:\n"
            "  APP_DATABASE_URL: Field required, of type str\n"
            "  APP_WORKERS: Input should be greater than or equal to 1 (in the environment)\n"
            "  APP_SECRET_KEY: Field required, of type secret-str\n"
            "  APP_DB__HOST: Field required\n"
            "  APP_DB__PORT: Input should be a valid integer, unable to parse string as an integer");
}

TEST(Settings, NeverShowsAValue) {
  EXPECT_THAT(
      what<Settings>(
          {{"APP_DATABASE_URL", "u"}, {"APP_WORKERS", "hunter2"}, {"APP_SECRET_KEY", "k"}, {"APP_PORTS", "[hunter2]"}}),
      AllOf(HasSubstr("APP_WORKERS"), HasSubstr("APP_PORTS"), Not(HasSubstr("hunter2"))));
}

TEST(Settings, SayWhereABadValueCameFrom) {
  const tests::TemporaryFolder folder;
  folder.write("env", "APP_DATABASE_URL=u\n\nAPP_WORKERS=many\nAPP_SECRET_KEY=k\nAPP_OTHER=1\n");
  const std::string file = folder.path("env");
  const SettingsPaths files = file.c_str();
  const Environment environment;
  try {
    static_cast<void>(load_settings<Settings>({.environment = &environment, .env_file = &files}));
    FAIL();
  } catch (const SettingsError& error) {
    EXPECT_THAT(error.what(), HasSubstr("  APP_WORKERS: Input should be a valid integer, unable to parse string as an "
                                        "integer (in " +
                                        file + ":3)"));
    EXPECT_THAT(error.what(), HasSubstr("  APP_OTHER: there is no such setting (in " + file + ":5)"));
  }
}

TEST(Settings, ListsMayHaveCommas) {
  const auto ports = [](std::string text) {
    const Environment environment = {
        {"APP_DATABASE_URL", "u"}, {"APP_WORKERS", "1"}, {"APP_SECRET_KEY", "k"}, {"APP_PORTS", std::move(text)}};
    return std::vector<int>(load_settings<Settings>({.environment = &environment}).ports);
  };
  EXPECT_THAT(ports("80, 443"), ElementsAre(80, 443));
  EXPECT_THAT(ports("80"), ElementsAre(80));
  EXPECT_THAT(ports("[80, 443]"), ElementsAre(80, 443));
  EXPECT_THAT(ports(""), IsEmpty());
  EXPECT_THROW(ports("80,"), SettingsError);
}

struct Open {
  std::string name;
  Field<JsonObject, extra_fields> more = {};

  static constexpr ModelConfig model_config{.extra = Extra::allow};
  static constexpr SettingsConfig settings_config{.env_file = ".env", .env_prefix = "APP_", .extra = Extra::allow};
};

TEST(Settings, MayKeepWhatNoFieldHas) {
  const tests::TemporaryFolder folder;
  folder.write(".env", "APP_NAME=n\nAPP_OTHER=1\n");
  const settings::InFolder in_folder(folder);
  const Environment environment = {{"APP_UNSEEN", "x"}};
  const auto open = load_settings<Open>({.environment = &environment});
  EXPECT_EQ(open.name, "n");
  EXPECT_EQ(Json(open.more.base()), Json(JsonObject{{"other", "1"}}));
}

// Two structs with prefixes of their own see nothing of each other.
struct Auth {
  Field<std::string, defaults{"none"}> url = {};
  static constexpr SettingsConfig settings_config{.env_prefix = "AUTH_"};
};
struct Cache {
  Field<std::string, defaults{"none"}> url = {};
  static constexpr SettingsConfig settings_config{.env_prefix = "CACHE_"};
};

TEST(Settings, KeepPrefixesApart) {
  const Environment environment = {{"AUTH_URL", "a"}, {"URL", "c"}};
  EXPECT_EQ(load_settings<Auth>({.environment = &environment}).url, "a");
  EXPECT_EQ(load_settings<Cache>({.environment = &environment}).url, "none");
}

struct Needed {
  std::string talaria_test_needed_variable;
};

TEST(SettingsDeathTest, RequireSettingsEndsTheProcess) {
  EXPECT_EXIT(static_cast<void>(require_settings<Needed>()), ::testing::ExitedWithCode(1),
              "ERROR: Needed cannot be read, one setting has a fault:\n  TALARIA_TEST_NEEDED_VARIABLE: Field required");
}

TEST(Settings, ReadTheEnvironmentOfTheProcess) {
  ::setenv("TALARIA_TEST_NEEDED_VARIABLE", "there", 1);
  EXPECT_EQ(require_settings<Needed>().talaria_test_needed_variable, "there");
  ::unsetenv("TALARIA_TEST_NEEDED_VARIABLE");
  EXPECT_THROW(static_cast<void>(load_settings<Needed>()), SettingsError);
}

TEST(Settings, ASecretFolderThatIsAFileIsAFault) {
  const tests::TemporaryFolder folder;
  folder.write("file", "");
  const std::string file = folder.path("file");
  const SettingsPaths folders = file.c_str();
  const Environment environment;
  EXPECT_THROW(static_cast<void>(load_settings<Auth>({.environment = &environment, .secrets_dir = &folders})),
               SettingsError);
}

}  // namespace
}  // namespace talaria
