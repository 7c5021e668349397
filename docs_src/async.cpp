#include <chrono>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace async_page {

using namespace std::chrono_literals;

// [tasks]
Task<int> slow_square(int n) {
  co_await sleep(100ms);  // the thread serves other requests meanwhile
  co_return n* n;
}

Task<Json> read_square(Path<int, "n"> n) {
  const int square = co_await slow_square(n);
  co_return JsonObject{{"square", square}};
}
// [/tasks]

// [gather]
Task<Json> read_both() {
  const auto [three, four] = co_await gather(slow_square(3), slow_square(4));  // 100 ms, not 200
  co_return JsonObject{{"sum", three + four}};
}

Task<Json> read_many() {
  std::vector<Task<int>> tasks;
  for (int n = 1; n <= 5; ++n) tasks.push_back(slow_square(n));
  const std::vector<int> squares = co_await gather(std::move(tasks));
  co_return JsonObject{{"squares", squares}};
}
// [/gather]

// [blocking]
std::string read_from_a_library_that_blocks(int id) {
  return "record " + std::to_string(id);
}

Task<Json> read_record(Path<int, "id"> id) {
  const std::string record = co_await run_blocking(read_from_a_library_that_blocks, *id);
  co_return JsonObject{{"record", record}};
}
// [/blocking]

// [timeout]
Task<Json> read_with_patience(Query<int, "milliseconds"> patience) {
  bool late = false;
  int square = 0;
  try {
    square = co_await with_timeout(std::chrono::milliseconds(*patience), slow_square(5));
  } catch (const TimeoutError&) {
    late = true;
  }
  if (late) throw HTTPException{504, "It took too long"};
  co_return JsonObject{{"square", square}};
}
// [/timeout]

// [plain]
Json read_file() {  // no Task, so this may block
  return JsonObject{{"content", "..."}};
}
// [/plain]

void set_up(App& app) {
  app.get<read_square>("/squares/{n}");
  app.get<read_both>("/both");
  app.get<read_many>("/many");
  app.get<read_record>("/records/{id}");
  app.get<read_with_patience>("/patience");
  app.get<read_file>("/file");
}

}  // namespace async_page
