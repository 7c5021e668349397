// SettingsConfig: where the values of a struct of settings come from (pydantic-settings' SettingsConfigDict).
#pragma once
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

#include <talaria/model/model_config.hpp>

namespace talaria {

/// One path or a few: `".env"`, `{".env", ".env.prod"}`. Borrowed texts, mostly literals.
class SettingsPaths {
 public:
  static constexpr std::size_t most = 8;

  constexpr SettingsPaths() = default;
  constexpr SettingsPaths(const char* path) : SettingsPaths({path}) {}
  /// More than eight do not compile where they are constant, and are left out elsewhere.
  constexpr SettingsPaths(std::initializer_list<const char*> paths) {
    for (const char* path : paths) paths_.at(count_++) = path;
  }
  [[nodiscard]] constexpr const std::string_view* begin() const { return paths_.data(); }
  [[nodiscard]] constexpr const std::string_view* end() const { return paths_.data() + count_; }
  [[nodiscard]] constexpr bool empty() const { return count_ == 0; }

 private:
  std::array<std::string_view, most> paths_{};
  std::size_t count_ = 0;
};

/// The configuration of a struct of settings: `static constexpr SettingsConfig settings_config{.env_file = ".env"};` in
/// it. Every option is named as pydantic-settings names it.
struct SettingsConfig {
  /// Files of variables, read where they are there; of equal names in several the last file counts.
  SettingsPaths env_file = {};
  /// Stands before the names of fields without an alias: `APP_`.
  std::string_view env_prefix = {};
  /// Parts the names of nested fields: with `__`, `DB__HOST` is the field `host` of the field `db`.
  std::string_view env_nested_delimiter = {};
  /// Folders with a file for each secret, as Docker and Kubernetes mount them; the last folder counts.
  SettingsPaths secrets_dir = {};
  /// Whether `app_name` is only found as `app_name`, and not as `APP_NAME`.
  bool case_sensitive = false;
  /// Whether an empty variable is none.
  bool env_ignore_empty = false;
  /// A text that stands for null: `null`.
  std::string_view env_parse_none_str = {};
  /// What becomes of the names in `env_file` that no field has. Variables of the environment that no field has are
  /// those of other programs.
  Extra extra = Extra::forbid;
};

}  // namespace talaria
