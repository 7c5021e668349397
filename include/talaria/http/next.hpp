// Next: the rest of a request's way, for whoever stands in front of it: route classes and middleware.
#pragma once
#include <talaria/http/service.hpp>

namespace talaria {

class Next;

namespace http {

/// May look at the request, call `next`, and look at or replace the response; `object` is the state of its layer.
using LayerFunction = Task<Response> (*)(const void* object, Request& request, Next next);

/// What stands around a service.
struct Layer {
  LayerFunction call;
  const void* object = nullptr;
};

}  // namespace http

/// The rest of a request's way. `Response response = co_await next(request);` goes on; without it the rest never runs.
/// What the rest throws comes out of the co_await, a RequestValidationError too.
class Next {
 public:
  /// The layers of [first, last), the outermost first, and the service behind them; all borrowed.
  Next(const http::Layer* first, const http::Layer* last, http::Service& end)
      : first_(first), last_(last), end_(&end) {}

  [[nodiscard]] Task<Response> operator()(Request& request) const;

 private:
  const http::Layer* first_;
  const http::Layer* last_;
  http::Service* end_;
};

}  // namespace talaria
