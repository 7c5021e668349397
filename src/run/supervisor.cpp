#include "run/supervisor.hpp"

#include "run/announce.hpp"
#include "run/notify.hpp"
#include "run/terminal.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace talaria::run_detail {

namespace {

using namespace std::chrono_literals;

// So often a worker may die before it serves, while none serves.
constexpr unsigned most_failed_starts = 5;
// A worker that has not ended so long after its graceful time-out hangs.
constexpr std::chrono::seconds grace{5};

std::string cause_of(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return "was killed by signal " + std::to_string(number) + " (" + ::strsignal(number) + ")";
  }
  return "ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Supervisor::Supervisor(App& app, const ServeArguments& arguments, std::vector<server::Listener>& places,
                       const std::vector<std::string>& command_line)
    : app_(app),
      arguments_(arguments),
      places_(places),
      command_line_(command_line),
      slots_(arguments.workers),
      had_terminal_(has_terminal()) {}

int Supervisor::run() {
  const auto second = server::SignalWaiter::Second::is_an_event;
  if (hangup_is_ignored()) {
    signals_.emplace(std::initializer_list<int>{SIGINT, SIGTERM, SIGCHLD, SIGTTIN, SIGTTOU}, second);
  } else {
    signals_.emplace(std::initializer_list<int>{SIGINT, SIGTERM, SIGCHLD, SIGTTIN, SIGTTOU, SIGHUP}, second);
  }
  while (true) {
    if (!stopping_) start_due();
    if (is_over()) break;
    wait();
    kill_late();
  }
  if (exit_status_ == 0) std::printf("%s has stopped\n", app_.options().title.c_str());
  return exit_status_;
}

// Starts what is wanted and due: only one as long as nobody knows whether this version of the program can serve at all.
void Supervisor::start_due() {
  const auto now = Clock::now();
  for (Slot& slot : slots_) {
    if (slot.wants_one && !slot.coming && slot.back_off.until() <= now) start(slot);
    if (trying_) return;
  }
}

void Supervisor::start(Slot& slot) {
  try {
    Child child = start_process(program_, command_line_, Handover::Role::worker, places_);
    slot.coming = Worker{.pid = child.pid, .messages = std::move(child.messages)};
  } catch (const std::exception& error) {
    std::fprintf(stderr, "talaria: %s\n", error.what());
    slot.back_off.failed(Clock::now(), {});
  }
}

// Until something happens or is due.
void Supervisor::wait() {
  std::vector<pollfd> events{{signals_->descriptor(), POLLIN, 0}};
  std::vector<std::pair<Slot*, Worker*>> workers;
  for (Slot& slot : slots_) {
    for (std::optional<Worker>* worker : {&slot.serving, &slot.coming}) {
      if (!*worker || !(*worker)->messages) continue;
      events.push_back({(*worker)->messages.get(), POLLIN, 0});
      workers.emplace_back(&slot, &**worker);
    }
  }
  if (::poll(events.data(), events.size(), time_to_wait()) <= 0) return;
  // Before the signals, which may change what the pointers point to. A message before a death, too.
  for (std::size_t i = 0; i < workers.size(); ++i) {
    if (events[i + 1].revents != 0) on_message(*workers[i].first, *workers[i].second);
  }
  while (signals_->has_one()) on_signal(signals_->wait());
}

int Supervisor::time_to_wait() const {
  auto next = Clock::time_point::max();
  for (const Slot& slot : slots_) {
    if (!stopping_ && slot.wants_one && !slot.coming) next = std::min(next, slot.back_off.until());
    if (trying_) break;
  }
  for (const Worker& worker : leaving_) next = std::min(next, worker.deadline);
  if (next == Clock::time_point::max()) return -1;
  const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now());
  return static_cast<int>(std::clamp<long long>(rest.count() + 1, 0, 60'000));
}

void Supervisor::on_message(Slot& slot, Worker& worker) {
  char message = 0;
  const ssize_t size = ::read(worker.messages.get(), &message, 1);
  if (size < 0) return;
  // Its death is told by SIGCHLD.
  if (size == 0) return worker.messages.close();
  if (message == message_retires) slot.wants_one = true;
  if (message == message_ready && slot.coming && &*slot.coming == &worker) on_ready(slot);
}

void Supervisor::on_ready(Slot& slot) {
  retire(slot.serving, SIGQUIT);
  slot.serving = std::exchange(slot.coming, std::nullopt);
  slot.serving->since = Clock::now();
  slot.wants_one = false;
  slot.failed_starts = 0;
  trying_ = false;
  if (stopping_) return retire(slot.serving, SIGTERM);
  const bool all = std::none_of(slots_.begin(), slots_.end(), [](const Slot& one) { return one.wants_one; });
  if (!announced_) {
    announced_ = true;
    std::vector<std::string> addresses;
    for (const server::Listener& place : places_) addresses.push_back(place.text());
    announce(app_, arguments_.scheme(), addresses,
             slots_.size() == 1 ? "with 1 worker" : "with " + std::to_string(slots_.size()) + " workers");
    notify_manager("READY=1");
  }
  if (replacing_ && all) {
    replacing_ = false;
    std::printf("%s: all workers are new\n", app_.options().title.c_str());
    std::fflush(stdout);
    notify_manager("READY=1");
  }
}

void Supervisor::on_signal(int number) {
  switch (number) {
    case SIGCHLD:
      return collect();
    case SIGHUP:
      if (had_terminal_ && !has_terminal()) return stop(number);
      return replace_all();
    case SIGTTIN:
      return add_slot();
    case SIGTTOU:
      return remove_slot();
    default:
      return stop(number);
  }
}

void Supervisor::collect() {
  int status = 0;
  for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) on_death(pid, status);
}

void Supervisor::on_death(pid_t pid, int status) {
  const auto left = std::find_if(leaving_.begin(), leaving_.end(), [pid](const Worker& one) { return one.pid == pid; });
  if (left != leaving_.end()) {
    leaving_.erase(left);
    return;
  }
  for (Slot& slot : slots_) {
    if (slot.coming && slot.coming->pid == pid) return on_death_at_start(slot, pid, status);
    if (!slot.serving || slot.serving->pid != pid) continue;
    // One that somebody has told to stop has not failed.
    const bool stopped = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    slot.back_off.failed(Clock::now(), Clock::now() - slot.serving->since, stopped ? 1s : BackOff::forgiving);
    slot.serving.reset();
    slot.wants_one = true;
    if (!stopping_)
      std::fprintf(stderr, "talaria: worker %d %s; another one starts\n", static_cast<int>(pid),
                   cause_of(status).c_str());
    return;
  }
}

void Supervisor::on_death_at_start(Slot& slot, pid_t pid, int status) {
  slot.coming.reset();
  if (stopping_) return;
  slot.back_off.failed(Clock::now(), {});
  ++slot.failed_starts;
  std::fprintf(stderr, "talaria: worker %d %s before it served\n", static_cast<int>(pid), cause_of(status).c_str());
  // A program that says itself why it cannot start says the same the next time.
  const bool hopeless = slot.failed_starts >= most_failed_starts || (trying_ && WIFEXITED(status));
  if (!hopeless) return;
  if (!is_serving()) {
    std::fprintf(stderr, "ERROR: %s: no worker starts (%u attempts)\n", app_.options().title.c_str(),
                 slot.failed_starts);
    exit_status_ = 1;
    return stop(0);
  }
  if (trying_) keep_the_old();
}

void Supervisor::keep_the_old() {
  std::fprintf(stderr, "talaria: the new version does not start; the workers that are there go on\n");
  trying_ = replacing_ = false;
  program_.revert();
  for (Slot& slot : slots_) {
    slot.wants_one = !slot.serving;
    slot.failed_starts = 0;
  }
  notify_manager("READY=1");
}

void Supervisor::replace_all() {
  if (stopping_) return;
  try {
    program_.renew();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "talaria: the workers stay: %s\n", error.what());
    return;
  }
  std::printf("%s: the workers are replaced\n", app_.options().title.c_str());
  std::fflush(stdout);
  notify_manager(reloading_state());
  for (Slot& slot : slots_) {
    // One of the version before that does not serve yet.
    if (slot.coming) retire(slot.coming, SIGKILL);
    slot.wants_one = true;
    slot.back_off.reset();
    slot.failed_starts = 0;
  }
  trying_ = replacing_ = true;
}

void Supervisor::add_slot() {
  if (!stopping_) slots_.emplace_back();
}

void Supervisor::remove_slot() {
  if (stopping_ || slots_.size() == 1) return;
  retire(slots_.back().coming, SIGKILL);
  retire(slots_.back().serving, SIGQUIT);
  slots_.pop_back();
}

// Lets `worker` end; it no longer counts.
void Supervisor::retire(std::optional<Worker>& worker, int signal) {
  if (!worker) return;
  ::kill(worker->pid, signal);
  worker->deadline = Clock::now() + arguments_.options.graceful_timeout + grace;
  worker->messages.close();
  leaving_.push_back(std::move(*worker));
  worker.reset();
}

void Supervisor::stop(int number) {
  if (std::exchange(stopping_, true)) {
    if (number != SIGHUP) end_at_once(number);
    return;
  }
  notify_manager("STOPPING=1");
  for (server::Listener& place : places_) {
    place.close_the_door();
    place.close_sockets();
  }
  for (const Worker& worker : leaving_) ::kill(worker.pid, SIGTERM);
  for (Slot& slot : slots_) {
    retire(slot.coming, SIGKILL);
    retire(slot.serving, SIGTERM);
  }
}

void Supervisor::kill_late() {
  const auto now = Clock::now();
  for (Worker& worker : leaving_) {
    if (worker.deadline > now) continue;
    std::fprintf(stderr, "talaria: worker %d does not end and is killed\n", static_cast<int>(worker.pid));
    ::kill(worker.pid, SIGKILL);
    worker.deadline = Clock::time_point::max();
  }
}

void Supervisor::end_at_once(int number) {
  for (const Worker& worker : leaving_) ::kill(worker.pid, SIGKILL);
  ::_exit(128 + number);
}

bool Supervisor::is_serving() const {
  return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.serving.has_value(); });
}

bool Supervisor::is_over() const {
  return stopping_ && leaving_.empty();
}

}  // namespace talaria::run_detail
