#include "run/serve.hpp"

#include "run/handover.hpp"
#include "run/instance.hpp"
#include "run/notify.hpp"
#include "run/supervisor.hpp"

#include <optional>
#include <stdexcept>

namespace talaria::run_detail {

namespace {

std::vector<server::ListenAddress> addresses(const ServeArguments& arguments) {
  const server::ServerOptions& options = arguments.options;
  if (!options.listen.empty()) return options.listen;
  return {{.host = options.host, .port = options.port}};
}

// Where this process listens: what its parent has left it, what systemd has opened for it, or what the options say.
std::vector<server::Listener> open_places(const ServeArguments& arguments, const std::optional<Handover>& handover) {
  std::vector<server::ListenAddress> wanted = addresses(arguments);
  if (handover) {
    if (!arguments.names_place()) wanted.resize(handover->places.size());
    if (wanted.size() != handover->places.size()) {
      throw std::runtime_error("the program listens in " + std::to_string(wanted.size()) + " places now and did in " +
                               std::to_string(handover->places.size()) + "; stop it and start it again");
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i].fds = handover->places[i].fds;
  } else if (const std::vector<int> fds = take_listen_fds(); !fds.empty() && !arguments.names_place()) {
    wanted.clear();
    for (const int fd : fds) wanted.push_back({.fds = {fd}});
  }
  std::vector<server::Listener> places;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    places.emplace_back(wanted[i], arguments.options.threads, arguments.options.share_port);
    if (handover && handover->role == Handover::Role::successor && handover->places[i].owned) places.back().take_over();
  }
  return places;
}

}  // namespace

int serve(App& app, const ServeArguments& arguments, const std::vector<std::string>& command_line) {
  const std::optional<Handover> handover = Handover::take();
  std::vector<server::Listener> places = open_places(arguments, handover);
  const bool is_worker = handover && handover->role == Handover::Role::worker;
  if (arguments.workers > 0 && !is_worker) {
    return Supervisor(app, arguments, places, command_line).run();
  }
  Instance(app, arguments, places, handover, command_line).run();
  return 0;
}

}  // namespace talaria::run_detail
