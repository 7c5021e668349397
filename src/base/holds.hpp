// Whether an exception_ptr holds an exception of some type: the question that a catch clause cannot ask across a
// co_await.
#pragma once
#include <exception>

namespace talaria::base {

/// Whether `error`, which is not null, holds an E or something derived from it.
template <class E>
[[nodiscard]] bool holds(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const E&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace talaria::base
