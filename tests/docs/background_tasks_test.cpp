#include "pages.hpp"

#include <vector>

#include <gmock/gmock.h>

// clang-format off
namespace background_tasks_page {
extern std::vector<std::string> outbox;
void set_up(talaria::App& app);
}  // namespace background_tasks_page
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(BackgroundTasksPage, AnswersAsThePageSays) {
  const std::string page = "tutorial/background-tasks.md";
  App app;
  background_tasks_page::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.post("/sign-up/ada@example.com")));
  EXPECT_TRUE(shown(page, client.get("/pages/")));
  EXPECT_THAT(background_tasks_page::outbox, ::testing::ElementsAre("ada@example.com: Welcome!", "visited /pages/"));
}

}  // namespace
}  // namespace docs
