#include "server/worker.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <vector>

#include <boost/asio/ip/tcp.hpp>

#include <talaria/async/run_sync.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {

namespace {

using boost::asio::ip::tcp;

// What the process needs besides connections: listeners, loops, files, databases.
constexpr std::size_t reserved_descriptors = 128;

void ensure_no_zero(const Limits& limits) {
  for (const std::size_t value :
       {limits.head_line, limits.head_total, limits.field_lines, limits.content, limits.chunk_extensions,
        limits.trailers, limits.trailer_fields, limits.drain, limits.lowest_rate, limits.requests_per_connection,
        limits.pipelined, limits.connections, static_cast<std::size_t>(std::max(limits.backlog, 0))}) {
    if (value == 0) throw std::invalid_argument("a limit of the server is zero; say Limits::unlimited for none");
  }
  for (const std::chrono::milliseconds value : {limits.head_time, limits.content_pause, limits.content_total,
                                                limits.rate_grace, limits.write_pause, limits.linger, limits.idle}) {
    if (value.count() <= 0) {
      throw std::invalid_argument("a time-out of the server is not positive; say Limits::unlimited_time for none");
    }
    if (value > Limits::unlimited_time) throw std::invalid_argument("a time-out of the server is too long");
  }
}

std::size_t connections_allowed(std::size_t wanted) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
  const auto allowed = static_cast<std::size_t>(files.rlim_cur);
  // A process with fewer descriptors than the reserve still gets half of them.
  return std::min(wanted, std::max(allowed / 2, allowed - std::min(allowed, reserved_descriptors)));
}

tcp::endpoint resolve(const ServerOptions& options) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(options.host, error);
  if (!error) return {address, options.port};
  boost::asio::io_context context;
  tcp::resolver resolver(context);
  const auto results = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
  if (error || results.empty()) {
    throw std::system_error(std::make_error_code(std::errc::address_not_available), "cannot resolve " + options.host);
  }
  return results.begin()->endpoint();
}

}  // namespace

struct Server::State {
  State(http::Service& s, ServerOptions o) : service(s), options(std::move(o)) {
    ensure_no_zero(options.limits);
    options.limits.connections = connections_allowed(options.limits.connections);
  }

  http::Service& service;
  ServerOptions options;
  std::atomic<std::size_t> open_connections{0};
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
  std::exception_ptr shutdown_error;
  std::uint16_t port = 0;
  std::mutex mutex;
  bool running = false;   // guarded by mutex
  bool stopping = false;  // guarded by mutex

  void bind_all();
  void run_first();
  void shut_down();
};

Server::Server(http::Service& service, ServerOptions options)
    : state_(make_owned<State>(service, std::move(options))) {}

Server::~Server() {
  stop();
  try {
    wait();
  } catch (const std::exception&) {
    // Nobody is left to hear of it; whoever wants to calls wait().
  }
}

void Server::State::bind_all() {
  const unsigned wanted = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  const unsigned count = std::max(wanted, 1u);
  tcp::endpoint endpoint = resolve(options);
  if (!options.share_port) {
    // SO_REUSEPORT, which the loops need among themselves, would let a second server take half of the first one's
    // connections in silence. A socket without it finds out whether the address is free.
    Worker probe(service, options.limits, open_connections);
    endpoint = probe.bind(endpoint, false);
  }
  for (unsigned i = 0; i < count; ++i) {
    auto worker = std::make_unique<Worker>(service, options.limits, open_connections);
    endpoint = worker->bind(endpoint, options.share_port || count > 1);
    workers.push_back(std::move(worker));
  }
  port = endpoint.port();
}

// On the first worker's thread, after all others have ended. Tasks that the service has spawned run on until its
// shutdown() is over.
void Server::State::shut_down() {
  try {
    run_until_complete(workers.front()->loop(), service.shutdown());
  } catch (...) {
    shutdown_error = std::current_exception();
  }
  workers.front()->loop().cancel_spawned();
}

void Server::State::run_first() {
  workers.front()->run();
  for (std::size_t i = 1; i < threads.size(); ++i) threads[i].join();
  shut_down();
}

void Server::start() {
  State& state = *state_;
  if (!state.workers.empty()) throw std::logic_error("the server has been started before");
  try {
    state.bind_all();
  } catch (...) {
    state.workers.clear();
    throw;
  }
  std::exception_ptr error;
  try {
    run_until_complete(state.workers.front()->loop(), state.service.startup());
    for (const auto& worker : state.workers) worker->listen();
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    state.shut_down();
    state.workers.clear();
    std::rethrow_exception(error);
  }
  const std::lock_guard lock(state.mutex);
  state.running = true;
  state.threads.resize(state.workers.size());
  for (std::size_t i = 1; i < state.workers.size(); ++i) {
    state.threads[i] = std::thread([worker = state.workers[i].get()] {
      worker->run();
      worker->loop().cancel_spawned();
    });
  }
  state.threads[0] = std::thread([&state] { state.run_first(); });
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::stop() {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  if (!state.running || std::exchange(state.stopping, true)) return;
  for (const auto& worker : state.workers) {
    struct Order {
      Worker* worker;
      std::chrono::milliseconds timeout;
    };
    worker->loop().post(
        [](void* argument) {
          const std::unique_ptr<Order> order(static_cast<Order*>(argument));
          order->worker->stop(order->worker->loop().now() + order->timeout);
        },
        new Order{worker.get(), state.options.graceful_timeout});
  }
}

void Server::wait() {
  State& state = *state_;
  if (!state.threads.empty() && state.threads.front().joinable()) {
    state.threads.front().join();
    const std::lock_guard lock(state.mutex);
    state.running = false;
  }
  if (state.shutdown_error) std::rethrow_exception(std::exchange(state.shutdown_error, nullptr));
}

}  // namespace talaria::server
