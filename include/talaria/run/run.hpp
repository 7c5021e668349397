// run(): the command line of an application.
#pragma once
#include <talaria/app/app.hpp>

namespace talaria {

/// The main function of an application: `return run(app, argc, argv);`.
///
/// `my-api run [--host H] [--port N] [--threads N] [--tls-certificate FILE --tls-key FILE]` serves (and is what happens
/// without a command), `my-api routes` lists the routes, `my-api openapi` prints the document. Returns the exit status:
/// 0, 1 for a fault that keeps the app from starting (its text is on standard error), 2 for a wrong command line.
int run(App& app, int argc, char** argv);

}  // namespace talaria
