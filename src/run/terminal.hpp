// Whether a terminal is there: its loss and a wish to be replaced come as the same signal, SIGHUP.
#pragma once
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace talaria::run_detail {

/// Whether this process has a terminal that controls it.
[[nodiscard]] inline bool has_terminal() {
  const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal >= 0) ::close(terminal);
  return terminal >= 0;
}

/// Whether whoever started this process wants it to outlive its terminal (nohup).
[[nodiscard]] inline bool hangup_is_ignored() {
  struct sigaction action{};
  return ::sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace talaria::run_detail
