#include "pages.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

// clang-format off
namespace templates_page {
void set_up(talaria::App& app);
std::string welcome_mail();
}  // namespace templates_page
// clang-format on

namespace docs {
namespace {

using namespace talaria;

// The folders lie where the program runs.
struct TemplatesPage : ::testing::Test {
  TemplatesPage() : before_(std::filesystem::current_path()) {
    const std::filesystem::path docs = TALARIA_DOCS_DIR;
    folder_ = std::filesystem::temp_directory_path() / ("templates-page-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_ / "static");
    for (const char* name : {"templates", "mails"}) {
      std::filesystem::copy(docs.parent_path() / "docs_src" / name, folder_ / name);
    }
    std::filesystem::current_path(folder_);
    std::stringstream text;
    text << std::ifstream(docs / "templates.md").rdbuf();
    page_ = text.str();
  }
  ~TemplatesPage() override {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }
  // Whether the page shows that text as a block.
  [[nodiscard]] bool shows(const std::string& text) const {
    return page_.find("```html\n" + text + "\n```") != std::string::npos;
  }

  std::filesystem::path before_;
  std::filesystem::path folder_;
  std::string page_;
};

TEST_F(TemplatesPage, AnswersAsThePageSays) {
  App app;
  templates_page::set_up(app);
  TestClient client{app};
  const auto item = client.get("/items/foo");
  EXPECT_EQ(item.header("content-type"), "text/html; charset=utf-8");
  EXPECT_TRUE(shows(item.text)) << item.text;
  const auto items = client.get("/items");
  EXPECT_TRUE(shows(items.text)) << items.text;
  EXPECT_TRUE(shown("templates.md", client.get("/links")));
  EXPECT_NE(client.get("/items?limit=1").text.find("<li>Nothing below 1.0</li>"), std::string::npos);
  const std::string mail = templates_page::welcome_mail();
  EXPECT_NE(page_.find("```text\n" + mail + "\n```"), std::string::npos) << mail;
}

}  // namespace
}  // namespace docs
