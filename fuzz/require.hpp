// What a fuzz target claims about its results.
#pragma once
#include <cstdio>
#include <cstdlib>

namespace talaria::fuzz {

/// Ends the program, and so reports the input, when `claim` does not hold.
inline void require(bool claim, const char* what) {
  if (claim) return;
  std::fprintf(stderr, "claim does not hold: %s\n", what);
  std::abort();
}

}  // namespace talaria::fuzz
