// Signals that stop a server.
#include "server/signal_waiter.hpp"

#include <thread>

#include <talaria/server/server.hpp>

namespace talaria::server {

void run_until_signal(Server& server) {
  const SignalWaiter signals({SIGINT, SIGTERM});
  std::thread stopper([&signals, &server] {
    if (signals.wait() != 0) server.stop();
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
