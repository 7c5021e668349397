// run(): the command line of an application.
#pragma once
#include <talaria/app/app.hpp>

namespace talaria {

namespace server {
struct ServerOptions;
}

/// The main function of an application: `return run(app, argc, argv);`.
///
/// `my-api run [--host H] [--port N] [--workers N] ...` serves (and is what happens without a command), `my-api routes`
/// lists the routes, `my-api openapi` prints the document; `my-api --help` names every option. Returns the exit status:
/// 0, 1 for a fault that keeps the app from starting (its text is on standard error), 2 for a wrong command line.
int run(App& app, int argc, char** argv);

/// The same, with other defaults than those of ServerOptions (`talaria/server/server.hpp`); the command line wins.
int run(App& app, int argc, char** argv, const server::ServerOptions& options);

}  // namespace talaria
