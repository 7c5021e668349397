#include "settings/sources.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/settings/dotenv.hpp>

namespace talaria::settings {

namespace fs = std::filesystem;

namespace {

// No file of settings is larger.
constexpr std::uintmax_t max_file_size = 1U << 20U;

// `~/secrets` is below the home folder.
std::string expanded(std::string_view path) {
  const char* const home = path.starts_with("~/") ? std::getenv("HOME") : nullptr;
  return home != nullptr ? home + std::string(path.substr(1)) : std::string(path);
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text;
  char buffer[4096];
  while (file.read(buffer, sizeof(buffer)) || file.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(file.gcount()));
    if (text.size() > max_file_size) return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

void put(Variables& variables, const SettingsConfig& config, std::string_view name, std::optional<std::string> value,
         std::string place) {
  if (config.env_ignore_empty && value && value->empty()) return;
  if (!config.env_parse_none_str.empty() && value && *value == config.env_parse_none_str) value.reset();
  variables.insert_or_assign(compared_name(name, config), Variable{std::move(value), std::move(place)});
}

// As they are spelled, whatever `case_sensitive` says.
using Spelled = std::map<std::string, std::string, std::less<>>;

std::optional<std::string> look_up(const void* environment, std::string_view name) {
  const auto& spelled = *static_cast<const Spelled*>(environment);
  const auto found = spelled.find(name);
  return found != spelled.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<std::pair<std::string, std::string>> process_environment() {
  std::vector<std::pair<std::string, std::string>> all;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) all.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> environment_of(const SettingsSources& sources) {
  return sources.environment != nullptr ? *sources.environment : process_environment();
}

}  // namespace

std::string compared_name(std::string_view name, const SettingsConfig& config) {
  return config.case_sensitive ? std::string(name) : base::to_lower(name);
}

Variables read_environment(const SettingsConfig& config, const SettingsSources& sources) {
  Variables variables;
  for (auto& [name, value] : environment_of(sources)) {
    // Octets that are no text are nobody's settings.
    if (base::is_valid_utf8(value)) put(variables, config, name, std::move(value), "the environment");
  }
  return variables;
}

Variables read_dotenv_files(const SettingsConfig& config, const SettingsSources& sources, const Variables&) {
  Variables variables;
  Spelled spelled;
  for (auto& [name, value] : environment_of(sources)) spelled.emplace(std::move(name), std::move(value));
  for (const std::string_view path : sources.env_file != nullptr ? *sources.env_file : config.env_file) {
    const std::string file = expanded(path);
    std::error_code error;
    if (!fs::exists(file, error) || fs::is_directory(file, error)) continue;
    const auto text = read_file(file);
    if (!text || !base::is_valid_utf8(*text)) {
      std::fprintf(stderr, "WARNING: %s cannot be read as a file of variables\n", file.c_str());
      continue;
    }
    const Dotenv parsed = parse_dotenv(*text, &look_up, &spelled);
    for (const std::size_t line : parsed.faulty_lines) {
      std::fprintf(stderr, "WARNING: %s:%zu is no variable and was left out\n", file.c_str(), line);
    }
    for (const DotenvValue& one : parsed.values) {
      put(variables, config, one.name, one.value, file + ":" + std::to_string(one.line));
    }
  }
  return variables;
}

Variables read_secrets(const SettingsConfig& config, const SettingsSources& sources,
                       std::vector<SettingFault>& faults) {
  Variables variables;
  for (const std::string_view path : sources.secrets_dir != nullptr ? *sources.secrets_dir : config.secrets_dir) {
    const std::string folder = expanded(path);
    std::error_code error;
    if (!fs::exists(folder, error)) {
      std::fprintf(stderr, "WARNING: the folder of secrets %s is not there\n", folder.c_str());
      continue;
    }
    if (!fs::is_directory(folder, error)) {
      faults.push_back({folder, "secrets_dir", "secrets_dir must reference a directory"});
      continue;
    }
    for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator();
         at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (!at->is_regular_file(error)) continue;
      const auto text = read_file(at->path().string());
      if (!text || !base::is_valid_utf8(*text)) {
        faults.push_back({name, "secrets_dir", at->path().string() + " cannot be read"});
        continue;
      }
      put(variables, config, name, std::string(base::trim(*text)), at->path().string());
    }
  }
  return variables;
}

}  // namespace talaria::settings
