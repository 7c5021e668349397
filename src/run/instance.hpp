// Instance: the server of this process, from its start to its last answer.
#pragma once
#include "run/handover.hpp"
#include "run/serve_arguments.hpp"
#include "server/listener.hpp"
#include "server/signal_waiter.hpp"

#include <exception>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <talaria/app/app.hpp>
#include <talaria/server/server.hpp>

namespace talaria::run_detail {

/// Alone, or as a worker of a Supervisor. What comes from outside, such as signals, is looked at on one thread.
class Instance {
 public:
  /// `places` are borrowed. `handover` is what started this process has left, if something has.
  Instance(App& app, const ServeArguments& arguments, std::vector<server::Listener>& places,
           const std::optional<Handover>& handover, const std::vector<std::string>& command_line);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  ~Instance();

  /// Serves until it has stopped. Throws what keeps it from starting, and what the end of the lifespan throws.
  void run();

 private:
  void begin();
  void watch();
  void on_signal(int number);
  void on_successor();
  void check_requests();
  void replace();
  void give_up_successor();
  void stop();
  void tell(char message) const;

  App& app_;
  const ServeArguments& arguments_;
  std::vector<server::Listener>& places_;
  const std::vector<std::string>& command_line_;
  Program program_;
  server::Server server_;
  server::Descriptor messages_;  // to who started this process
  std::optional<server::SignalWaiter> signals_;
  std::thread waiter_;
  std::exception_ptr error_;
  std::optional<Child> successor_;
  std::size_t most_requests_;
  bool is_worker_;
  bool had_terminal_;
  bool ended_ = false;
  bool stopping_ = false;
  bool handed_over_ = false;
};

/// The sockets of `places` as new descriptors, for a server that leaves them to somebody else at its end.
[[nodiscard]] std::vector<server::ListenAddress> lend(const std::vector<server::Listener>& places);

}  // namespace talaria::run_detail
