#include <cstdio>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <talaria/describe/access_policy.hpp>
#include <talaria/run/run.hpp>
#include <talaria/server/server.hpp>

namespace talaria {

namespace {

struct ServeArguments {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8000;
  unsigned threads = 0;
  server::TlsOptions tls;
};

// A host as it stands in a URL: an IPv6 address in brackets, and something to click on for "all addresses".
std::string url_host(const std::string& host) {
  if (host == "0.0.0.0" || host == "::") return "localhost";
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

void print_addresses(const App& app, const ServeArguments& arguments, std::uint16_t port) {
  const std::string scheme = arguments.tls.certificate_chain_file.empty() ? "http://" : "https://";
  const std::string base = scheme + url_host(arguments.host) + ":" + std::to_string(port);
  const bool colour = isatty(STDOUT_FILENO) != 0;
  const char* bold = colour ? "\033[1m" : "";
  const char* plain = colour ? "\033[0m" : "";
  const AppOptions& options = app.options();
  std::printf("%s%s%s serves on %s%s%s (Ctrl-C stops)\n", bold, options.title.c_str(), plain, bold, base.c_str(),
              plain);
  const auto line = [&](const char* what, const std::optional<std::string>& path) {
    if (path && options.openapi_url) std::printf("  %-13s %s%s\n", what, base.c_str(), path->c_str());
  };
  line("docs", options.docs_url);
  line("redoc", options.redoc_url);
  line("OpenAPI", options.openapi_url);
  std::fflush(stdout);
}

int serve(App& app, const ServeArguments& arguments) {
  server::ServerOptions options;
  options.host = arguments.host;
  options.port = arguments.port;
  options.threads = arguments.threads;
  if (!arguments.tls.certificate_chain_file.empty()) {
    options.tls = arguments.tls;
    // The key may be in the same file.
    if (options.tls->private_key_file.empty()) options.tls->private_key_file = options.tls->certificate_chain_file;
  }
  server::Server server(app, options);
  server.start();
  print_addresses(app, arguments, server.port());
  server::run_until_signal(server);
  std::printf("%s has stopped\n", app.options().title.c_str());
  return 0;
}

int print_routes(App& app) {
  std::size_t width = 0;
  for (const auto* operation : app.operations()) width = std::max(width, operation->path.size());
  for (const auto* operation : app.operations()) {
    std::printf("%-7.*s  %-*s  %s\n", int(http::method_name(operation->method).size()),
                http::method_name(operation->method).data(), int(width), operation->path.c_str(),
                operation->name.c_str());
  }
  return 0;
}

// Who may call what.
int print_access(App& app) {
  std::size_t width = 0;
  for (const auto* operation : app.operations()) width = std::max(width, operation->path.size());
  for (const auto* operation : app.operations()) {
    const std::string_view method = http::method_name(operation->method);
    std::printf("%-7.*s  %-*s  %s\n", int(method.size()), method.data(), int(width), operation->path.c_str(),
                describe::access_policy_text(*operation).c_str());
  }
  return 0;
}

int print_openapi(App& app) {
  std::printf("%s\n", dump_json_pretty(app.openapi()).c_str());
  return 0;
}

}  // namespace

int run(App& app, int argc, char** argv) {
  CLI::App commands{app.options().title + " " + app.options().version};
  commands.require_subcommand(0, 1);
  ServeArguments arguments;
  CLI::App* run_command = commands.add_subcommand("run", "Serve the application (the default)");
  for (CLI::App* command : {&commands, run_command}) {
    command->add_option("--host", arguments.host, "Address to listen on")->capture_default_str();
    command->add_option("--port", arguments.port, "Port to listen on; 0 picks a free one")->capture_default_str();
    command->add_option("--threads", arguments.threads, "Event loops; 0 is one per core")->capture_default_str();
    CLI::Option* certificate =
        command->add_option("--tls-certificate", arguments.tls.certificate_chain_file,
                            "PEM file of the certificate and those behind it: serve HTTPS, reload it when it changes");
    command
        ->add_option("--tls-key", arguments.tls.private_key_file, "PEM file of its private key, unless it is the same")
        ->needs(certificate);
  }
  CLI::App* routes = commands.add_subcommand("routes", "List the routes");
  bool access = false;
  routes->add_flag("--access", access, "Who may call each route");
  const CLI::App* openapi = commands.add_subcommand("openapi", "Print the OpenAPI document");
  try {
    commands.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = commands.exit(error);
    return status == 0 ? 0 : 2;
  }
  try {
    if (routes->parsed()) return access ? print_access(app) : print_routes(app);
    if (openapi->parsed()) return print_openapi(app);
    return serve(app, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ERROR: %s\n", error.what());
    return 1;
  }
}

}  // namespace talaria
