#include "server/limit_list.hpp"
#include "server/listener.hpp"
#include "server/shared.hpp"
#include "server/worker.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <talaria/async/run_sync.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {

struct Server::State {
  State(http::Service& service, ServerOptions o) : options(std::move(o)), shared(service, options) {
    ensure_limits(options.limits);
    options.limits.connections = connections_allowed(options.limits.connections);
  }

  ServerOptions options;
  Shared shared;
  std::vector<Listener> listeners;
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
  std::exception_ptr shutdown_error;
  std::uint16_t port = 0;
  std::vector<std::string> addresses;
  std::mutex mutex;
  bool running = false;   // guarded by mutex
  bool stopping = false;  // guarded by mutex

  void bind_all();
  void listen_all();
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
  const unsigned loops = std::max(wanted, 1u);
  if (options.tls) shared.tls = TlsContext::make(*options.tls, shared.http2);
  std::vector<ListenAddress> places = options.listen;
  if (places.empty()) places.push_back({.host = options.host, .port = options.port});
  for (const ListenAddress& place : places) {
    listeners.emplace_back(place, loops, options.share_port);
    addresses.push_back(listeners.back().text());
  }
  port = listeners.front().address().port;
  for (unsigned i = 0; i < loops; ++i) workers.push_back(std::make_unique<Worker>(shared));
  if (options.tls) workers.front()->watch_certificates(options.tls->reload_interval);
}

void Server::State::listen_all() {
  for (const Listener& listener : listeners) {
    listener.listen(options.limits.backlog);
    for (unsigned i = 0; i < workers.size(); ++i) {
      for (Descriptor& socket : listener.sockets_for(i, static_cast<unsigned>(workers.size()))) {
        workers[i]->take_from(std::move(socket), listener.address().proxy_protocol);
      }
    }
  }
}

// On the first worker's thread, after all others have ended. Tasks that the service has spawned run on until its
// shutdown() is over.
void Server::State::shut_down() {
  try {
    run_until_complete(workers.front()->loop(), shared.service.shutdown());
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
    state.listeners.clear();
    throw;
  }
  std::exception_ptr error;
  try {
    run_until_complete(state.workers.front()->loop(), state.shared.service.startup());
    state.listen_all();
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    state.shut_down();
    state.workers.clear();
    state.listeners.clear();
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

std::vector<std::string> Server::addresses() const {
  return state_->addresses;
}

void Server::reload_certificates() {
  if (state_->shared.tls == nullptr) throw std::logic_error("the server has no certificate, or has not been started");
  state_->shared.tls->reload();
}

std::size_t Server::requests() const {
  std::size_t sum = 0;
  for (const auto& worker : state_->workers) sum += worker->requests();
  return sum;
}

void Server::stop() {
  stop(state_->options.stop_idle);
}

void Server::stop(std::chrono::milliseconds idle) {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  if (!state.running || std::exchange(state.stopping, true)) return;
  for (Listener& listener : state.listeners) {
    listener.close_the_door();
    // Each loop has its own; the last one that closes it ends it.
    listener.close_sockets();
  }
  for (const auto& worker : state.workers) {
    struct Order {
      Worker* worker;
      std::chrono::milliseconds timeout;
      std::chrono::milliseconds idle;
    };
    worker->loop().post(
        [](void* argument) {
          const std::unique_ptr<Order> order(static_cast<Order*>(argument));
          order->worker->stop(order->worker->loop().now() + order->timeout, order->idle);
        },
        new Order{worker.get(), state.options.graceful_timeout, idle});
  }
}

void Server::wait() {
  State& state = *state_;
  if (!state.threads.empty() && state.threads.front().joinable()) {
    state.threads.front().join();
    const std::lock_guard lock(state.mutex);
    state.running = false;
    state.listeners.clear();
  }
  if (state.shutdown_error) std::rethrow_exception(std::exchange(state.shutdown_error, nullptr));
}

}  // namespace talaria::server
