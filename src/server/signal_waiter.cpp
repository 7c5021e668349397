#include "server/signal_waiter.hpp"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace talaria::server {

namespace {

std::atomic<int> wake_end{-1};
std::atomic<bool> second_ends{false};
std::atomic<bool> stop_was_asked{false};

extern "C" void on_signal(int number) {
  const bool asks_stop = number == SIGINT || number == SIGTERM;
  if (asks_stop && stop_was_asked.exchange(true) && second_ends) ::_exit(128 + number);
  const int saved = errno;
  const auto mark = static_cast<unsigned char>(number);
  static_cast<void>(!::write(wake_end.load(), &mark, 1));
  errno = saved;
}

}  // namespace

SignalWaiter::SignalWaiter(std::initializer_list<int> signals, Second second) {
  if (::pipe2(pipe_, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe for signals");
  }
  // A handler must never wait because nobody reads.
  ::fcntl(pipe_[1], F_SETFL, O_NONBLOCK);
  wake_end = pipe_[1];
  second_ends = second == Second::ends_at_once;
  stop_was_asked = false;
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int number : signals) {
    before_.emplace_back().first = number;
    ::sigaction(number, &action, &before_.back().second);
  }
}

SignalWaiter::~SignalWaiter() {
  for (const auto& [number, action] : before_) ::sigaction(number, &action, nullptr);
  wake_end = -1;
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

int SignalWaiter::wait() const {
  unsigned char mark = 0;
  ssize_t size = 0;
  do {
    size = ::read(pipe_[0], &mark, 1);
  } while (size < 0 && errno == EINTR);
  return size == 1 ? mark : 0;
}

bool SignalWaiter::has_one() const {
  pollfd event{pipe_[0], POLLIN, 0};
  return ::poll(&event, 1, 0) > 0;
}

void SignalWaiter::wake() const {
  const unsigned char mark = 0;
  static_cast<void>(!::write(pipe_[1], &mark, 1));
}

}  // namespace talaria::server
