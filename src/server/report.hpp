// Tells the operator of an exception that no client may see.
#pragma once
#include <cstdio>
#include <exception>

namespace talaria::server {

/// Writes one line to standard error: where it happened, and what `error`, which is not null, says.
inline void report(const char* where, const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "talaria: exception in %s: %s\n", where, exception.what());
  } catch (...) {
    std::fprintf(stderr, "talaria: exception in %s\n", where);
  }
}

}  // namespace talaria::server
