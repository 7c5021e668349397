// Settings and .env files, compared with what pydantic-settings and python-dotenv made of them (record_pydantic.py).
#include "in_folder.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/dump_options.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/settings/settings.hpp>

namespace talaria {
namespace {

struct Plain {
  std::string name;
  Field<int, defaults{8000}> port = {};
  Field<bool, defaults{false}> debug = {};
  Field<double, defaults{0.5}> ratio = {};
  std::optional<std::string> note = {};
  Field<std::vector<std::string>, defaults{}> tags = {};
  Field<std::map<std::string, int>, defaults{}> limits = {};
  Field<SecretStr, defaults{"none"}> key = {};
  Field<std::set<int>, defaults{}> ids = {};
  Field<std::tuple<int, std::string>, defaults{}> pair = {};

  static constexpr SettingsConfig settings_config{.env_file = {".env", ".env.local"}, .secrets_dir = "secrets"};
};

struct Prefixed {
  Field<std::string, defaults{"default"}> name = {};
  Field<int, defaults{1}> count = {};
  Field<std::string, alias{"DATABASE_URL"}, defaults{"none"}> url = {};
  Field<std::string, validation_alias{AliasChoices{"FIRST", "SECOND"}}, defaults{"none"}> either = {};
  Field<std::string, validation_alias{AliasPath{"LIST", 1}}, defaults{"none"}> inside = {};

  static constexpr SettingsConfig settings_config{.env_file = ".env", .env_prefix = "APP_", .extra = Extra::ignore};
};

struct Inner {
  Field<std::string, defaults{"localhost"}> host = {};
  Field<std::vector<int>, defaults{}> ports = {};
  Field<std::map<std::string, std::string>, defaults{}> deep = {};
};

Inner make_inner() {
  return {.host = "localhost"};
}

struct Nested {
  Field<Inner, default_factory<make_inner>> db = {};
  std::optional<Inner> maybe = {};
  Field<std::map<std::string, int>, defaults{}> more = {};
  Field<std::variant<int, std::vector<int>>, defaults{}> any = {};

  static constexpr SettingsConfig settings_config{
      .env_file = ".env", .env_nested_delimiter = "__", .secrets_dir = "secrets"};
};

struct Cased {
  Field<std::string, defaults{"default"}> name = {};
  Field<std::string, defaults{"default"}> Upper = {};

  static constexpr SettingsConfig settings_config{
      .env_file = ".env", .case_sensitive = true, .env_ignore_empty = true, .env_parse_none_str = "null"};
};

Json recorded() {
  std::stringstream text;
  text << std::ifstream(TALARIA_PYDANTIC_CASES).rdbuf();
  auto parsed = parse_json(text.str());
  if (!parsed) throw std::runtime_error("the recorded cases are no JSON");
  return *parsed;
}

template <class S>
Json answer(const SettingsSources& sources) {
  try {
    const S settings = load_settings<S>(sources);
    Json made = model_dump(settings, {.by_alias = false});
    if constexpr (std::is_same_v<S, Plain>) made["key"] = settings.key.get_secret_value();
    return JsonObject{{"result", made}};
  } catch (const SettingsError& error) {
    std::vector<std::string> types;
    for (const SettingFault& fault : error.faults()) types.push_back(fault.type);
    std::sort(types.begin(), types.end());
    JsonArray kinds;
    for (const std::string& type : types) kinds.push_back(type);
    return JsonObject{{"errors", kinds}};
  }
}

Json expected_of(const Json& one) {
  const Json* const errors = one.as_object().find("errors");
  if (errors == nullptr) return JsonObject{{"result", one["result"]}};
  JsonArray kinds;
  for (const Json& error : errors->as_array())
    kinds.push_back(error.as_string().substr(0, error.as_string().find(' ')));
  return JsonObject{{"errors", kinds}};
}

TEST(PydanticSettings, GivesTheSame) {
  const Json all = recorded();
  ASSERT_GE(all["cases"].as_array().size(), 60U);
  for (const Json& one : all["cases"].as_array()) {
    const tests::TemporaryFolder folder;
    for (const auto& [name, text] : one["files"].as_object()) folder.write(name, text.as_string());
    folder.write("secrets/.keep", "");
    for (const auto& [name, text] : one["secrets"].as_object()) folder.write("secrets/" + name, text.as_string());
    std::vector<std::pair<std::string, std::string>> environment;
    for (const auto& [name, value] : one["environment"].as_object()) environment.emplace_back(name, value.as_string());
    const settings::InFolder in_folder(folder);
    const SettingsSources sources{.init = one["init"].as_object(), .environment = &environment};
    const std::string& name = one["settings"].as_string();
    const Json made = name == "Plain"      ? answer<Plain>(sources)
                      : name == "Prefixed" ? answer<Prefixed>(sources)
                      : name == "Nested"   ? answer<Nested>(sources)
                                           : answer<Cased>(sources);
    EXPECT_TRUE(made == expected_of(one)) << dump_json(made) << "\n" << dump_json(one);
  }
}

TEST(PythonDotenv, ReadsTheSame) {
  const std::map<std::string, std::string> environment = {{"HOME_X", "home"}};
  const auto lookup = [](const void* from, std::string_view name) -> std::optional<std::string> {
    const auto& known = *static_cast<const std::map<std::string, std::string>*>(from);
    const auto found = known.find(std::string(name));
    return found != known.end() ? std::optional(found->second) : std::nullopt;
  };
  const Json all = recorded();
  ASSERT_GE(all["dotenv"].as_array().size(), 45U);
  for (const Json& one : all["dotenv"].as_array()) {
    JsonObject made;
    const settings::Dotenv parsed = settings::parse_dotenv(one["text"].as_string(), lookup, &environment);
    for (const auto& value : parsed.values) made.set(value.name, value.value ? Json(*value.value) : Json());
    EXPECT_EQ(dump_json(made), dump_json(one["values"])) << one["text"].as_string();
  }
}

}  // namespace
}  // namespace talaria
