#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/http/background.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> log;

Task<void> note(std::string text) {
  co_await sleep(std::chrono::milliseconds{1});
  log.push_back(std::move(text));
}
Task<int> note_and_count(const std::string& text, int count) {
  log.push_back(text + std::to_string(count));
  co_return count;
}
std::thread::id thread_of_plain;
void note_on_a_thread(const std::string& text) {
  thread_of_plain = std::this_thread::get_id();
  log.push_back(text);
}
Task<void> fail() {
  throw std::runtime_error("failed");
  co_return;
}

void keep_error(void* errors, std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    static_cast<std::vector<std::string>*>(errors)->push_back(exception.what());
  }
}

std::vector<std::string> run(BackgroundTasks& tasks) {
  std::vector<std::string> errors;
  run_until_complete(tasks.run(&keep_error, &errors));
  return errors;
}

TEST(BackgroundTasks, RunOneAfterTheOther) {
  log.clear();
  BackgroundTasks tasks;
  EXPECT_TRUE(tasks.empty());
  tasks.add_task(note, "first");
  tasks.add_task(note_and_count, "second ", 2);
  tasks.add_task([](int number) { log.push_back(std::to_string(number)); }, 3);
  EXPECT_EQ(tasks.size(), 3U);
  EXPECT_THAT(run(tasks), ElementsAre());
  EXPECT_THAT(log, ElementsAre("first", "second 2", "3"));
}

TEST(BackgroundTasks, KeepWhatTheyAreGiven) {
  log.clear();
  BackgroundTasks tasks;
  {
    std::string text = "a text that is long enough to be on the heap";
    tasks.add_task(note, text.c_str());
    tasks.add_task(note, std::string_view(text));
    tasks.add_task(note, text);
    text = "something else, which is just as long as the first";
  }
  run(tasks);
  EXPECT_THAT(log, ::testing::Each("a text that is long enough to be on the heap"));
  EXPECT_EQ(log.size(), 3U);
}

TEST(BackgroundTasks, PlainFunctionsRunOnThePool) {
  log.clear();
  BackgroundTasks tasks;
  tasks.add_task(note_on_a_thread, "plain");
  run(tasks);
  EXPECT_THAT(log, ElementsAre("plain"));
  EXPECT_NE(thread_of_plain, std::this_thread::get_id());
}

TEST(BackgroundTasks, OneThatFailsDoesNotKeepTheNextFromRunning) {
  log.clear();
  BackgroundTasks tasks;
  tasks.add_task(fail);
  tasks.add_task(note, "next");
  EXPECT_THAT(run(tasks), ElementsAre("failed"));
  EXPECT_THAT(log, ElementsAre("next"));
}

TEST(BackgroundTasks, MayAddMore) {
  log.clear();
  BackgroundTasks tasks;
  tasks.add_task([&tasks]() -> Task<void> {
    tasks.add_task(note, "added");
    co_return;
  });
  run(tasks);
  EXPECT_THAT(log, ElementsAre("added"));
}

}  // namespace
}  // namespace talaria
