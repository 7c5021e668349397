// Background tasks on their way through an app; what they do by themselves is tested with http/background.hpp.
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/dependency/depends.hpp>
#include <talaria/describe/resource.hpp>
#include <talaria/http/background.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> log;

Task<void> note(std::string text) {
  log.push_back(std::move(text));
  co_return;
}
Task<void> fail() {
  throw std::runtime_error("the task failed");
  co_return;
}

Resource<int> connection() {
  co_yield 1;
  log.push_back("clean-up");
}
Task<int> audited(BackgroundTasks& tasks) {
  tasks.add_task(note, "of the dependency");
  co_return 1;
}

Task<Json> with_tasks(BackgroundTasks& tasks, Depends<connection>, Depends<audited>) {
  tasks.add_task(note, "of the handler");
  log.push_back("handler");
  co_return "done";
}
Task<Response> with_own_work(BackgroundTasks& tasks) {
  tasks.add_task(note, "task");
  Response response = PlainTextResponse("done");
  response.after_send = note("own work");
  co_return response;
}
Task<Json> refused(BackgroundTasks& tasks) {
  tasks.add_task(note, "task");
  throw HTTPException{400, "no"};
  co_return {};
}
Task<Json> with_a_failure(BackgroundTasks& tasks) {
  tasks.add_task(fail);
  tasks.add_task(note, "next");
  co_return "done";
}
Json plain(BackgroundTasks& tasks) {
  tasks.add_task(note, "of a plain handler");
  return "done";
}

TestResponse ask(std::string_view url) {
  log.clear();
  App app;
  app.get<with_tasks>("/tasks");
  app.get<with_own_work>("/own");
  app.get<refused>("/refused");
  app.get<with_a_failure>("/failure");
  app.get<plain>("/plain");
  TestClient client(app);
  return client.get(url);
}

TEST(BackgroundTasksOfAnApp, RunAfterTheHandlerAndBeforeTheCleanUp) {
  EXPECT_EQ(ask("/tasks").text, R"("done")");
  EXPECT_THAT(log, ElementsAre("handler", "of the dependency", "of the handler", "clean-up"));
}

TEST(BackgroundTasksOfAnApp, RunBehindTheWorkOfTheResponse) {
  EXPECT_EQ(ask("/own").text, "done");
  EXPECT_THAT(log, ElementsAre("own work", "task"));
}

TEST(BackgroundTasksOfAnApp, DoNotRunWhenTheHandlerFailed) {
  EXPECT_EQ(ask("/refused").status_code, 400);
  EXPECT_THAT(log, ElementsAre());
}

TEST(BackgroundTasksOfAnApp, FailWithoutAnyoneNoticingButTheReport) {
  EXPECT_EQ(ask("/failure").status_code, 200);
  EXPECT_THAT(log, ElementsAre("next"));
}

TEST(BackgroundTasksOfAnApp, AreThereForPlainHandlers) {
  EXPECT_EQ(ask("/plain").status_code, 200);
  EXPECT_THAT(log, ElementsAre("of a plain handler"));
}

}  // namespace
}  // namespace talaria
