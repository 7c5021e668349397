// Settings: a struct that is filled from the environment, from .env files and from folders of secrets
// (pydantic-settings). Reads the same tables as every validation.
#pragma once
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/model/json.hpp>
#include <talaria/settings/dotenv.hpp>
#include <talaria/settings/settings_config.hpp>

namespace talaria {

/// What is wrong with one setting.
struct SettingFault {
  std::string variable;  ///< the name to set, `APP_DATABASE_URL`
  std::string type;      ///< the kind of fault, `missing`
  std::string message;   ///< what is expected; never the value
};

/// Thrown when settings are missing or bad: all of them at once, by the names of their variables. `what()` is a line
/// for each; no value is shown, as it may be a secret.
class SettingsError : public std::exception {
 public:
  SettingsError(std::string_view settings, std::vector<SettingFault> faults);
  SettingsError(const SettingsError&);
  SettingsError& operator=(const SettingsError&);
  ~SettingsError() override;
  [[nodiscard]] const std::vector<SettingFault>& faults() const { return faults_; }
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<SettingFault> faults_;
  std::string text_;
};

/// Where settings are read from in place of the usual, for tests and for command lines; everything may be left out.
struct SettingsSources {
  /// Values that count before all others, by the names of fields or their aliases.
  JsonObject init = {};
  /// The variables of the environment, `NAME` and value; those of the process unless given.
  const std::vector<std::pair<std::string, std::string>>* environment = nullptr;
  /// In place of SettingsConfig::env_file; an empty list reads none.
  const SettingsPaths* env_file = nullptr;
  /// In place of SettingsConfig::secrets_dir.
  const SettingsPaths* secrets_dir = nullptr;
};

namespace settings {

/// Fills `out`, a default-constructed struct of that type. Throws SettingsError.
void load(const model::TypeInfo& type, const SettingsConfig& config, const SettingsSources& sources, void* out);
/// Writes what is wrong to standard error and ends the process with status 1.
[[noreturn]] void end_process(const SettingsError& error);

template <class S>
consteval SettingsConfig config_of() {
  if constexpr (requires { S::settings_config; }) {
    return S::settings_config;
  } else {
    return {};
  }
}

}  // namespace settings

/// A struct of settings: `Settings()` in Python. Each field is looked for in `sources.init`, in the environment, in the
/// files of SettingsConfig::env_file and in its folders of secrets, in this order; then its default counts. Lists,
/// dicts and models are JSON there. Throws SettingsError with everything that is missing or wrong.
///
/// In a lifespan it keeps the app from starting: run() prints the error and gives 1.
template <class S>
  requires(model::type_info<S>.kind == model::Kind::object)
[[nodiscard]] S load_settings(const SettingsSources& sources = {}) {
  S object{};
  settings::load(model::type_info<S>, settings::config_of<S>(), sources, &object);
  return object;
}

/// The same in `main`, before anything else is made: what is missing or wrong goes to standard error, one line a
/// variable, and ends the process with status 1.
template <class S>
  requires(model::type_info<S>.kind == model::Kind::object)
[[nodiscard]] S require_settings(const SettingsSources& sources = {}) {
  try {
    return load_settings<S>(sources);
  } catch (const SettingsError& error) {
    settings::end_process(error);
  }
}

}  // namespace talaria
