#include "run/commands.hpp"
#include "run/serve.hpp"
#include "run/serve_arguments.hpp"
#include "server/limit_list.hpp"

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <talaria/run/run.hpp>
#include <talaria/server/server.hpp>

namespace talaria {

int run(App& app, int argc, char** argv) {
  return run(app, argc, argv, server::ServerOptions());
}

int run(App& app, int argc, char** argv, const server::ServerOptions& options) {
  CLI::App commands{app.options().title + " " + app.options().version};
  commands.require_subcommand(0, 1);
  run_detail::ServeArguments arguments(options);
  CLI::App* const limits = commands.add_subcommand("limits", "List the limits");
  CLI::App* const run_command = commands.add_subcommand("run", "Serve the application (the default)");
  for (CLI::App* const command : {&commands, run_command, limits}) arguments.add_to(*command);
  CLI::App* const routes = commands.add_subcommand("routes", "List the routes");
  bool access = false;
  routes->add_flag("--access", access, "Who may call each route");
  const CLI::App* openapi = commands.add_subcommand("openapi", "Print the OpenAPI document");
  const CLI::App* asyncapi = commands.add_subcommand("asyncapi", "Print the AsyncAPI document of the WebSockets");
  try {
    commands.parse(argc, argv);
    arguments.apply();
  } catch (const CLI::ParseError& error) {
    const int status = commands.exit(error);
    return status == 0 ? 0 : 2;
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
  try {
    if (!routes->parsed() && !openapi->parsed() && !asyncapi->parsed() && !limits->parsed()) {
      return run_detail::serve(app, arguments, std::vector<std::string>(argv, argv + argc));
    }
    if (routes->parsed() && access) run_detail::print_access(app);
    if (routes->parsed() && !access) run_detail::print_routes(app);
    if (openapi->parsed()) run_detail::print_openapi(app);
    if (asyncapi->parsed()) run_detail::print_asyncapi(app);
    if (limits->parsed()) {
      arguments.options.limits.connections = server::connections_allowed(arguments.options.limits.connections);
      run_detail::print_limits(app, arguments.options.limits);
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ERROR: %s\n", error.what());
    return 1;
  }
}

}  // namespace talaria
