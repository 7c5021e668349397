#include <talaria/http/next.hpp>

namespace talaria {

Task<Response> Next::operator()(Request& request) const {
  if (first_ == last_) return end_->handle(request);
  return first_->call(first_->object, request, Next(first_ + 1, last_, *end_));
}

}  // namespace talaria
