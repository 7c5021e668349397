// The structs of the page on settings.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <talaria/settings/settings.hpp>
#include <talaria/talaria.hpp>

namespace settings_page {

using namespace talaria;

// [settings]
struct Settings {
  Field<std::string, defaults{"Awesome API"}> app_name = {};
  std::string admin_email;
  Field<int, ge{1}, defaults{50}> items_per_user = {};
  SecretStr secret_key;
  Field<std::vector<std::string>, defaults{}> allowed_origins = {};

  static constexpr SettingsConfig settings_config{.env_file = ".env"};
};
// [/settings]

// [prefix]
struct DatabaseSettings {
  PostgresDsn url;
  Field<int, defaults{5}> pool_size = {};

  static constexpr SettingsConfig settings_config{.env_prefix = "DB_"};
};

struct AuthSettings {
  Field<SecretStr, validation_alias{"SECRET_KEY"}> secret;  // as it is, without the prefix
  Field<int, defaults{30}> token_minutes = {};

  static constexpr SettingsConfig settings_config{.env_prefix = "AUTH_"};
};
// [/prefix]

// [nested]
struct Smtp {
  std::string host;
  Field<int, defaults{25}> port = {};
};

struct MailSettings {
  Smtp smtp;
  std::optional<std::string> reply_to = {};

  static constexpr SettingsConfig settings_config{.env_nested_delimiter = "__", .secrets_dir = "/run/secrets"};
};
// [/nested]

// [check]
struct ProductionSettings {
  enum class Environment { local, staging, production };

  Field<Environment, defaults{Environment::local}> environment = {};
  Field<SecretStr, defaults{"changethis"}> secret_key = {};

  void validate() {
    const bool is_default = secret_key.get_secret_value() == "changethis";
    if (is_default && environment.base() != Environment::local) {
      throw ValueError("The value of SECRET_KEY is \"changethis\", change it before you deploy");
    }
  }
};
// [/check]

}  // namespace settings_page
