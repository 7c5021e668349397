// Where settings come from: sets of variables, one for each kind of source.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/settings/settings.hpp>

namespace talaria::settings {

/// A variable and where it was found.
struct Variable {
  std::optional<std::string> value;  ///< none stands for null
  std::string place;                 ///< `the environment`, `.env:3`, `/run/secrets/db_password`
};

/// The variables of one source, by their names as they are compared: in lower case unless case counts.
using Variables = std::map<std::string, Variable, std::less<>>;

/// A name as it is compared.
[[nodiscard]] std::string compared_name(std::string_view name, const SettingsConfig& config);

[[nodiscard]] Variables read_environment(const SettingsConfig& config, const SettingsSources& sources);
/// What is wrong with a file goes to standard error, as python-dotenv does it, and that line is left out.
[[nodiscard]] Variables read_dotenv_files(const SettingsConfig& config, const SettingsSources& sources,
                                          const Variables& environment);
/// Every file of the folders, without the white space around its text.
[[nodiscard]] Variables read_secrets(const SettingsConfig& config, const SettingsSources& sources,
                                     std::vector<SettingFault>& faults);

}  // namespace talaria::settings
