// Supervisor: starts processes that serve, replaces those that die or have grown old, and all of them when asked.
#pragma once
#include "run/back_off.hpp"
#include "run/handover.hpp"
#include "run/serve_arguments.hpp"
#include "server/listener.hpp"
#include "server/signal_waiter.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <talaria/app/app.hpp>

namespace talaria::run_detail {

/// Holds the sockets, which all workers share, and never serves itself: so whatever happens to workers, connections
/// wait for the next one, and none is refused. One thread.
///
/// SIGTERM and SIGINT stop all workers gracefully, a second one at once. SIGHUP replaces them by new processes of the
/// program's file, which may be a new version; the old ones go when the new ones serve. SIGTTIN and SIGTTOU add and
/// remove a worker. A worker that dies is started again, after a while if it does so often.
class Supervisor {
 public:
  /// `places` are borrowed.
  Supervisor(App& app, const ServeArguments& arguments, std::vector<server::Listener>& places,
             const std::vector<std::string>& command_line);
  /// Returns the exit status, when all workers have ended.
  int run();

 private:
  using Clock = std::chrono::steady_clock;

  struct Worker {
    pid_t pid = 0;
    server::Descriptor messages;
    Clock::time_point since{};                              // when it began to serve
    Clock::time_point deadline = Clock::time_point::max();  // of one that ends: then it is killed
  };
  // A place for a worker: one that serves, and one that is to follow it.
  struct Slot {
    std::optional<Worker> serving;
    std::optional<Worker> coming;
    BackOff back_off;
    unsigned failed_starts = 0;  // one after the other
    bool wants_one = true;
  };

  void start_due();
  void start(Slot& slot);
  void wait();
  void on_signal(int number);
  void on_message(Slot& slot, Worker& worker);
  void on_ready(Slot& slot);
  void collect();
  void on_death(pid_t pid, int status);
  void on_death_at_start(Slot& slot, pid_t pid, int status);
  void keep_the_old();
  void replace_all();
  void add_slot();
  void remove_slot();
  void retire(std::optional<Worker>& worker, int signal);
  void stop(int number);
  void kill_late();
  [[noreturn]] void end_at_once(int number);
  [[nodiscard]] bool is_serving() const;
  [[nodiscard]] bool is_over() const;
  [[nodiscard]] int time_to_wait() const;

  App& app_;
  const ServeArguments& arguments_;
  std::vector<server::Listener>& places_;
  const std::vector<std::string>& command_line_;
  Program program_;
  std::optional<server::SignalWaiter> signals_;
  std::vector<Slot> slots_;
  std::vector<Worker> leaving_;
  int exit_status_ = 0;
  bool had_terminal_;
  bool announced_ = false;
  bool trying_ = true;  // the first worker of a version starts alone
  bool replacing_ = false;
  bool stopping_ = false;
};

}  // namespace talaria::run_detail
