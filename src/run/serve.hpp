// Serving: in this process, or in processes that it watches.
#pragma once
#include "run/serve_arguments.hpp"

#include <string>
#include <vector>

#include <talaria/app/app.hpp>

namespace talaria::run_detail {

/// Serves until it is told to stop; the exit status. `command_line` is what started this process, to start others.
/// Throws what keeps it from starting.
int serve(App& app, const ServeArguments& arguments, const std::vector<std::string>& command_line);

}  // namespace talaria::run_detail
