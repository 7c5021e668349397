// The settings of these applications.
#pragma once
#include <string>

#include <talaria/settings/settings.hpp>
#include <talaria/talaria.hpp>

namespace settings {

struct Settings {
  talaria::Field<std::string, talaria::defaults{"Awesome API"}> app_name = {};
  std::string admin_email;
  talaria::Field<int, talaria::defaults{50}> items_per_user = {};
};

inline talaria::Json info_of(const Settings& settings) {
  return talaria::JsonObject{{"app_name", settings.app_name},
                             {"admin_email", settings.admin_email},
                             {"items_per_user", settings.items_per_user}};
}

}  // namespace settings
