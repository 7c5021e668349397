// What a person sees when a program serves.
#pragma once
#include <string>
#include <vector>

#include <talaria/app/app.hpp>

namespace talaria::run_detail {

/// Says where the app is found, by `scheme`. `how` is put behind it, such as "with 4 workers".
void announce(const App& app, const std::string& scheme, const std::vector<std::string>& addresses,
              const std::string& how);

}  // namespace talaria::run_detail
