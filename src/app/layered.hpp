// Runs requests through middleware to a function behind it.
#pragma once
#include <span>

#include <talaria/http/next.hpp>

namespace talaria::app {

/// Gives `request` to `layers`, the outermost first, and behind them to `end`, a function of the request that gives a
/// Task<Response>. What `layers` and `end` refer to must outlive the task.
template <class F>
Task<Response> run_layered(std::span<const http::Layer> layers, Request& request, F end) {
  class End final : public http::Service {
   public:
    explicit End(F function) : function_(function) {}
    Task<Response> handle(Request& inner) override { return function_(inner); }

   private:
    F function_;
  };
  End service(end);
  const Next next(layers.data(), layers.data() + layers.size(), service);
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  co_await http::complete(request, response);
  co_return std::move(response);
}

}  // namespace talaria::app
