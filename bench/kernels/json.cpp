// The JSON work inside of the workload `validated_body`, without a socket: Talaria's reader and writer, and a writer
// made by hand for this one model. simdjson.cpp has what they are compared with. A kernel is named `<who>_<what>`.
#include "bodies.hpp"
#include "hand_user.hpp"
#include "loops.hpp"
#include "talaria_models.hpp"

#include <talaria/model/types/email.hpp>

namespace {

namespace model = talaria::model;
using bench::must;
using bench::read_fresh;
using bench::read_reused;

template <class T>
bool talaria_reads(const std::string& text, T& out) {
  return model::read_json(model::type_info<T>, model::no_facts, text, &out);
}

/// `write` appends the text of an object to a string that has the room already.
void write(benchmark::State& state, auto write) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    write(out);
    benchmark::DoNotOptimize(out);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}

/// The user with an e-mail address that is really one, instead of a text of the shape of one.
struct UserWithAddress {
  talaria::Field<std::string, talaria::min_length{3}, talaria::max_length{50}, talaria::pattern{"^[A-Za-z0-9_-]+$"}>
      username;
  talaria::EmailStr email;
  talaria::Field<int, talaria::ge{0}, talaria::le{150}> age;
  std::optional<std::string> full_name = {};
  talaria::Field<std::string, talaria::max_length{500}> bio;
  std::vector<std::string> tags;
};

using Users = std::vector<User>;

void talaria_read(benchmark::State& state) {
  read_fresh<User>(state, bench::user_body(), talaria_reads<User>);
}
BENCHMARK(talaria_read);

void talaria_read_email_str(benchmark::State& state) {
  read_fresh<UserWithAddress>(state, bench::user_body(), talaria_reads<UserWithAddress>);
}
BENCHMARK(talaria_read_email_str);

void talaria_read_again(benchmark::State& state) {
  read_reused<User>(state, bench::user_body(), talaria_reads<User>);
}
BENCHMARK(talaria_read_again);

void talaria_read_list(benchmark::State& state) {
  read_fresh<Users>(state, bench::user_list_body(), talaria_reads<Users>);
}
BENCHMARK(talaria_read_list);

template <class T>
void talaria_writes(benchmark::State& state, const std::string& text) {
  T object{};
  must(talaria_reads(text, object));
  write(state, [&](std::string& out) { model::write_json(out, model::type_info<T>, &object); });
}

void talaria_write(benchmark::State& state) {
  talaria_writes<User>(state, bench::user_body());
}
BENCHMARK(talaria_write);

void talaria_write_list(benchmark::State& state) {
  talaria_writes<Users>(state, bench::user_list_body());
}
BENCHMARK(talaria_write_list);

/// `model_dump_json`: the string is new each time, so it also pays for its memory.
void talaria_write_new_string(benchmark::State& state) {
  User user{};
  must(talaria_reads(bench::user_body(), user));
  for (auto _ : state) benchmark::DoNotOptimize(talaria::model_dump_json(user));
}
BENCHMARK(talaria_write_new_string);

void hand_write(benchmark::State& state) {
  User read{};
  must(talaria_reads(bench::user_body(), read));
  const bench::PlainUser user{read.username, read.email, read.age, read.full_name, read.bio, read.tags};
  write(state, [&](std::string& out) { bench::append_user(out, user); });
}
BENCHMARK(hand_write);

/// The error path as a request goes it: what the fast path refuses is parsed, validated again and explained, and the
/// text of the answer is written.
void talaria_five_errors(benchmark::State& state) {
  const std::string& broken = bench::broken_user_body();
  for (auto _ : state) {
    User user{};
    must(!talaria_reads(broken, user));
    const auto input = talaria::parse_json(broken);
    User again{};
    model::Errors errors;
    must(!model::validate(model::type_info<User>, model::no_facts, *input, &again, {"body"}, errors));
    must(errors.size() == 5);
    benchmark::DoNotOptimize(talaria::dump_json(model::errors_to_json(errors)));
  }
}
BENCHMARK(talaria_five_errors);

}  // namespace

BENCHMARK_MAIN();
