// The measure of the kernels: simdjson's on-demand parser and code made by hand for one model. CMakeLists.txt builds
// this program twice, see README.md.
#include "bodies.hpp"
#include "loops.hpp"
#include "simdjson_user.hpp"

#include <vector>

namespace {

using PlainUsers = std::vector<bench::PlainUser>;

void simdjson_read(benchmark::State& state) {
  bench::SimdjsonUser parser;
  bench::read_fresh<bench::PlainUser>(state, bench::user_body(),
                                      [&](auto& text, auto& out) { return parser.read(text, out); });
}
BENCHMARK(simdjson_read);

void simdjson_read_again(benchmark::State& state) {
  bench::SimdjsonUser parser;
  bench::read_reused<bench::PlainUser>(state, bench::user_body(),
                                       [&](auto& text, auto& out) { return parser.read(text, out); });
}
BENCHMARK(simdjson_read_again);

void simdjson_read_list(benchmark::State& state) {
  bench::SimdjsonUser parser;
  bench::read_fresh<PlainUsers>(state, bench::user_list_body(),
                                [&](auto& text, auto& out) { return parser.read(text, out); });
}
BENCHMARK(simdjson_read_list);

void simdjson_read_list_again(benchmark::State& state) {
  bench::SimdjsonUser parser;
  bench::read_reused<PlainUsers>(state, bench::user_list_body(),
                                 [&](auto& text, auto& out) { return parser.read(text, out); });
}
BENCHMARK(simdjson_read_list_again);

/// The parse and then the rules, which the kernels of Talaria always check.
void simdjson_read_and_validate(benchmark::State& state) {
  bench::SimdjsonUser parser;
  bench::read_fresh<bench::PlainUser>(
      state, bench::user_body(), [&](auto& text, auto& out) { return parser.read(text, out) && bench::is_valid(out); });
}
BENCHMARK(simdjson_read_and_validate);

}  // namespace

BENCHMARK_MAIN();
