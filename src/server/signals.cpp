// Signals that stop a server.
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <talaria/server/server.hpp>

namespace talaria::server {

namespace {

std::atomic<int> wake_end{-1};
std::atomic<bool> signalled{false};

extern "C" void on_stop_signal(int number) {
  if (signalled.exchange(true)) ::_exit(128 + number);
  const int saved = errno;
  const char mark = 's';
  static_cast<void>(!::write(wake_end.load(), &mark, 1));
  errno = saved;
}

// Lets both signals go to on_stop_signal while it lives.
class SignalScope {
 public:
  SignalScope() {
    if (::pipe2(pipe_, O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "cannot make a pipe for signals");
    }
    wake_end = pipe_[1];
    signalled = false;
    struct sigaction action{};
    action.sa_handler = on_stop_signal;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &old_interrupt_);
    ::sigaction(SIGTERM, &action, &old_terminate_);
  }
  SignalScope(const SignalScope&) = delete;
  SignalScope& operator=(const SignalScope&) = delete;
  ~SignalScope() {
    ::sigaction(SIGINT, &old_interrupt_, nullptr);
    ::sigaction(SIGTERM, &old_terminate_, nullptr);
    wake_end = -1;
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }

  /// Waits for a signal (true), or for wake() (false).
  [[nodiscard]] bool wait() const {
    char mark = 0;
    ssize_t size = 0;
    do {
      size = ::read(pipe_[0], &mark, 1);
    } while (size < 0 && errno == EINTR);
    return size == 1 && mark == 's';
  }
  void wake() const {
    const char mark = 'w';
    static_cast<void>(!::write(pipe_[1], &mark, 1));
  }

 private:
  int pipe_[2] = {-1, -1};
  struct sigaction old_interrupt_{};
  struct sigaction old_terminate_{};
};

}  // namespace

void run_until_signal(Server& server) {
  const SignalScope signals;
  std::thread stopper([&signals, &server] {
    if (signals.wait()) server.stop();
  });
  std::exception_ptr error;
  try {
    server.wait();
  } catch (...) {
    error = std::current_exception();
  }
  signals.wake();
  stopper.join();
  if (error) std::rethrow_exception(error);
}

}  // namespace talaria::server
