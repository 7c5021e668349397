// The JSON work inside of the workload `validated_body`, without a socket: Talaria's reader and writer beside
// simdjson's parser alone and beside code made by hand for this one model.
#include "hand_user.hpp"
#include "talaria_models.hpp"

#include <stdexcept>

#include <benchmark/benchmark.h>
#include <simdjson.h>

namespace {

/// The body of the workload, with the bytes behind it that an in-place parser wants to read.
const std::string& body() {
  static const std::string text = [] {
    std::string filled = R"({"username":"ada_lovelace","email":"ada.lovelace@example.com","age":36,)"
                         R"("full_name":"Augusta Ada King, Countess of Lovelace",)"
                         R"("bio":"Wrote the first published program, for a machine that was never built.",)"
                         R"("tags":["mathematics","engines","poetry"]})";
    filled.reserve(filled.size() + simdjson::SIMDJSON_PADDING);
    return filled;
  }();
  return text;
}

void talaria_read_and_validate(benchmark::State& state) {
  for (auto _ : state) {
    User user{};
    if (!talaria::model::read_json(talaria::model::type_info<User>, talaria::model::no_facts, body(), &user)) {
      throw std::logic_error("the fast path refused the body");
    }
    benchmark::DoNotOptimize(user);
  }
}
BENCHMARK(talaria_read_and_validate);

void talaria_write(benchmark::State& state) {
  const auto user = talaria::model_validate_json<User>(body());
  std::string out;
  for (auto _ : state) {
    out.clear();
    talaria::model::write_json(out, talaria::model::type_info<User>, &user);
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(talaria_write);

/// The error path: a body with five violations, every one of them explained.
void talaria_five_errors(benchmark::State& state) {
  constexpr std::string_view broken = R"({"username":"a","email":"none","age":200,"bio":7,"tags":["mathematics",{}]})";
  for (auto _ : state) {
    const auto input = talaria::parse_json(broken);
    User user{};
    talaria::model::Errors errors;
    talaria::model::validate(talaria::model::type_info<User>, talaria::model::no_facts, *input, &user, {}, errors);
    if (errors.size() != 5) throw std::logic_error("not five errors but " + std::to_string(errors.size()));
    benchmark::DoNotOptimize(errors);
  }
}
BENCHMARK(talaria_five_errors);

void simdjson_dom_parse_only(benchmark::State& state) {
  simdjson::dom::parser parser;
  for (auto _ : state) {
    simdjson::dom::element root;
    if (parser.parse(body().data(), body().size(), false).get(root) != simdjson::SUCCESS) {
      throw std::logic_error("simdjson refused the body");
    }
    benchmark::DoNotOptimize(root);
  }
}
BENCHMARK(simdjson_dom_parse_only);

void hand_read_validate_and_write(benchmark::State& state) {
  bench::HandUser hand;
  std::string out;
  for (auto _ : state) {
    out.clear();
    if (!hand.echo(body(), out)) throw std::logic_error("the code made by hand refused the body");
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(hand_read_validate_and_write);

}  // namespace

BENCHMARK_MAIN();
