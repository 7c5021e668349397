#include "run/instance.hpp"

#include "run/announce.hpp"
#include "run/notify.hpp"
#include "run/terminal.hpp"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <random>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace talaria::run_detail {

namespace {

// Somebody else serves: there is time for idle clients to send what they have to say.
constexpr std::chrono::milliseconds idle_of_the_replaced{1000};
constexpr int requests_are_looked_at_ms = 200;

server::ServerOptions options_with(server::ServerOptions options, std::vector<server::ListenAddress> listen) {
  options.listen = std::move(listen);
  return options;
}

std::size_t most_requests(const ServeArguments& arguments) {
  if (arguments.max_requests == server::Limits::unlimited) return arguments.max_requests;
  std::random_device random;
  return arguments.max_requests + std::uniform_int_distribution<std::size_t>(0, arguments.max_requests_jitter)(random);
}

}  // namespace

std::vector<server::ListenAddress> lend(const std::vector<server::Listener>& places) {
  std::vector<server::ListenAddress> out;
  for (const server::Listener& place : places) {
    server::ListenAddress address;
    address.proxy_protocol = place.address().proxy_protocol;
    for (const server::Descriptor& socket : place.sockets()) {
      address.fds.push_back(::fcntl(socket.get(), F_DUPFD_CLOEXEC, 3));
    }
    out.push_back(std::move(address));
  }
  return out;
}

Instance::Instance(App& app, const ServeArguments& arguments, std::vector<server::Listener>& places,
                   const std::optional<Handover>& handover, const std::vector<std::string>& command_line)
    : app_(app),
      arguments_(arguments),
      places_(places),
      command_line_(command_line),
      server_(app, options_with(arguments.options, lend(places))),
      messages_(handover ? handover->messages : -1),
      most_requests_(most_requests(arguments)),
      is_worker_(handover && handover->role == Handover::Role::worker),
      had_terminal_(has_terminal()) {
  // A supervisor that is killed takes its workers along, and they go in good order.
  if (!is_worker_) return;
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  // It may have been killed just before.
  if (::getppid() != handover->parent) throw std::runtime_error("the supervisor has ended");
}

Instance::~Instance() {
  if (waiter_.joinable()) {
    server_.stop();
    waiter_.join();
  }
}

void Instance::run() {
  begin();
  watch();
  waiter_.join();
  if (successor_ && !stopping_) give_up_successor();
  if (error_) std::rethrow_exception(error_);
  if (is_worker_ || handed_over_) return;
  std::printf("%s has stopped\n", app_.options().title.c_str());
}

void Instance::begin() {
  // Before the first connection is taken: from then on nobody may be left without an answer.
  if (hangup_is_ignored()) {
    signals_.emplace(std::initializer_list<int>{SIGINT, SIGTERM, SIGQUIT});
  } else {
    signals_.emplace(std::initializer_list<int>{SIGINT, SIGTERM, SIGQUIT, SIGHUP});
  }
  server_.start();
  waiter_ = std::thread([this] {
    try {
      server_.wait();
    } catch (...) {
      error_ = std::current_exception();
    }
    signals_->wake();
  });
  tell(message_ready);
  if (is_worker_) return;
  // A successor is announced by the process that it follows.
  if (!messages_) {
    announce(app_, arguments_.scheme(), server_.addresses(), "");
    notify_manager("READY=1");
  }
}

void Instance::watch() {
  const bool counts = most_requests_ != server::Limits::unlimited;
  while (!ended_) {
    pollfd events[2] = {{signals_->descriptor(), POLLIN, 0}, {-1, POLLIN, 0}};
    if (successor_) events[1].fd = successor_->messages.get();
    const int count = ::poll(events, 2, counts ? requests_are_looked_at_ms : -1);
    if (count < 0 && errno != EINTR) break;
    if (counts) check_requests();
    if (count > 0 && events[0].revents != 0) on_signal(signals_->wait());
    if (count > 0 && events[1].revents != 0 && successor_) on_successor();
  }
}

void Instance::on_signal(int number) {
  switch (number) {
    case 0:
      ended_ = true;
      return;
    case SIGQUIT:
      if (!std::exchange(stopping_, true)) server_.stop(idle_of_the_replaced);
      return;
    case SIGHUP:
      if (is_worker_) return;
      if (had_terminal_ && !has_terminal()) return stop();
      return replace();
    default:
      return stop();
  }
}

void Instance::check_requests() {
  if (server_.requests() < most_requests_) return;
  most_requests_ = server::Limits::unlimited;
  if (is_worker_) {
    tell(message_retires);
  } else {
    std::printf("%s has answered %zu requests\n", app_.options().title.c_str(), server_.requests());
    std::fflush(stdout);
    stop();
  }
}

// Starts the program again. The new process serves beside this one, from the same sockets, before this one stops.
void Instance::replace() {
  if (stopping_) return;
  if (::getpid() == 1) {
    std::fprintf(stderr, "talaria: process 1 cannot be replaced without ending everything; use --workers\n");
    return;
  }
  if (successor_) give_up_successor();
  try {
    program_.renew();
    notify_manager(reloading_state());
    successor_ = start_process(program_, command_line_, Handover::Role::successor, places_);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "talaria: cannot be replaced: %s\n", error.what());
    notify_manager("READY=1");
  }
}

void Instance::on_successor() {
  char message = 0;
  const ssize_t size = ::read(successor_->messages.get(), &message, 1);
  if (size < 0) return;
  if (size == 1 && message == message_ready) {
    if (std::exchange(stopping_, true)) return;
    std::printf("%s goes on as process %d\n", app_.options().title.c_str(), static_cast<int>(successor_->pid));
    std::fflush(stdout);
    notify_manager("MAINPID=" + std::to_string(successor_->pid) + "\nREADY=1");
    for (server::Listener& place : places_) {
      place.hand_over();
      place.close_sockets();
    }
    handed_over_ = true;
    server_.stop(idle_of_the_replaced);
  } else if (size == 0) {
    int status = 0;
    ::waitpid(successor_->pid, &status, 0);
    if (!stopping_) {
      std::fprintf(stderr, "talaria: the new process could not start; process %d goes on\n",
                   static_cast<int>(::getpid()));
      notify_manager("READY=1");
    }
    successor_.reset();
  }
}

// It has not begun to serve.
void Instance::give_up_successor() {
  ::kill(successor_->pid, SIGKILL);
  ::waitpid(successor_->pid, nullptr, 0);
  successor_.reset();
}

// For good.
void Instance::stop() {
  if (std::exchange(stopping_, true)) return;
  if (successor_) give_up_successor();
  if (!is_worker_) notify_manager("STOPPING=1");
  for (server::Listener& place : places_) {
    place.close_the_door();
    place.close_sockets();
  }
  server_.stop();
}

void Instance::tell(char message) const {
  if (messages_) static_cast<void>(!::write(messages_.get(), &message, 1));
}

}  // namespace talaria::run_detail
