// The loops around what is measured.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

namespace bench {

inline void must(bool good) {
  if (!good) throw std::logic_error("a body was refused, or taken wrongly");
}

/// `read` fills a T from `text`: a new one each time, or the same one over and over.
template <class T>
void read_fresh(benchmark::State& state, const std::string& text, auto read) {
  for (auto _ : state) {
    T object{};
    must(read(text, object));
    benchmark::DoNotOptimize(object);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

template <class T>
void read_reused(benchmark::State& state, const std::string& text, auto read) {
  T object{};
  for (auto _ : state) {
    must(read(text, object));
    benchmark::DoNotOptimize(object);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

}  // namespace bench
