#include "support/temporary_folder.hpp"

#include <string>
#include <sys/stat.h>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/files/static_files.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(StaticFiles, SendFiles) {
  const tests::TemporaryFolder folder;
  folder.write("a.txt", "text");
  folder.write("sub dir/ä.html", "<p>");
  App app;
  app.mount("/static", StaticFiles{{.directory = folder.path()}}, "static");
  TestClient client(app, {.follow_redirects = false});
  const auto response = client.get("/static/a.txt");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.text, "text");
  EXPECT_EQ(response.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(client.get("/static/sub%20dir/%C3%A4.html").text, "<p>");
  EXPECT_EQ(client.head("/static/a.txt").header("content-length"), "4");
  EXPECT_EQ(client.get("/static/a.txt", {.headers = {{"range", "bytes=1-2"}}}).text, "ex");
  const std::string tag = response.header("etag");
  EXPECT_EQ(client.get("/static/a.txt", {.headers = {{"if-none-match", tag}}}).status_code, 304);
}

TEST(StaticFiles, AnswerWhatIsNoFileThroughTheExceptionHandlers) {
  const tests::TemporaryFolder folder;
  folder.write("a.txt", "text");
  App app;
  app.mount("/static", StaticFiles{{.directory = folder.path()}});
  TestClient client(app, {.follow_redirects = false});
  for (const char* path : {"/static/b.txt", "/static/", "/static/a.txt/b"}) {
    const auto missing = client.get(path);
    EXPECT_EQ(missing.status_code, 404) << path;
    EXPECT_EQ(missing.text, R"({"detail":"Not Found"})");
  }
  const auto post = client.post("/static/a.txt");
  EXPECT_EQ(post.status_code, 405);
  EXPECT_EQ(post.header("allow"), "GET, HEAD");
  EXPECT_EQ(post.text, R"({"detail":"Method Not Allowed"})");
  const auto without_slash = client.get("/static?x=1");
  EXPECT_EQ(without_slash.status_code, 307);
  EXPECT_EQ(without_slash.header("location"), "http://testserver/static/?x=1");
}

TEST(StaticFiles, SendPagesOfFolders) {
  const tests::TemporaryFolder folder;
  folder.write("index.html", "home");
  folder.write("about/index.html", "about");
  folder.write("empty/x.txt", "x");
  App app;
  app.mount("/site", StaticFiles{{.directory = folder.path(), .html = true}});
  TestClient client(app, {.follow_redirects = false});
  EXPECT_EQ(client.get("/site/").text, "home");
  EXPECT_EQ(client.get("/site/about/").text, "about");
  EXPECT_EQ(client.get("/site/about?a=b").header("location"), "http://testserver/site/about/?a=b");
  EXPECT_EQ(client.get("/site/empty/").status_code, 404);
  folder.write("404.html", "lost");
  const auto lost = client.get("/site/empty/");
  EXPECT_EQ(lost.status_code, 404);
  EXPECT_EQ(lost.text, "lost");
  EXPECT_EQ(lost.header("content-type"), "text/html; charset=utf-8");
}

TEST(StaticFiles, NeedTheirFolder) {
  const tests::TemporaryFolder folder;
  EXPECT_THROW(StaticFiles{{.directory = folder.path("missing")}}, std::runtime_error);
  App app;
  app.mount("/static", StaticFiles{{.directory = folder.path("missing"), .check_dir = false}});
  TestClient client(app);
  EXPECT_EQ(client.get("/static/a").status_code, 404);
  folder.write("missing/a", "later");
  EXPECT_EQ(client.get("/static/a").text, "later");
}

// G22: what has been tried on servers of files, in many spellings.
std::vector<std::string> traversals() {
  const std::vector<std::string> ups{"..",
                                     "%2e%2e",
                                     "%2E.",
                                     ".%2e",
                                     "..;",
                                     "%252e%252e",
                                     "%c0%ae%c0%ae",
                                     "..%00",
                                     "..\\",
                                     "%u002e%u002e",
                                     "%e0%80%ae%e0%80%ae",
                                     "...",
                                     "....",
                                     ". .",
                                     "..%0d%0a"};
  const std::vector<std::string> slashes{"/", "%2f", "%2F", "\\", "%5c", "%255c", "//", "/./", "%c0%af", "/%2f"};
  const std::vector<std::string> targets{"secret.txt", "static1/secret.txt", "etc/passwd"};
  std::vector<std::string> out;
  for (const auto& up : ups) {
    for (const auto& slash : slashes) {
      for (const auto& target : targets) {
        std::string path;
        for (int depth = 1; depth <= (target == "etc/passwd" ? 12 : 2); ++depth) {
          path += up + slash;
          if (depth <= 2 || depth == 12) out.push_back(path + target);
        }
      }
    }
  }
  for (const char* own :
       {"/etc/passwd", "%2fetc%2fpasswd", "//etc/passwd", "\\etc\\passwd", "file:///etc/passwd", "link",
        "folder/secret.txt", "absolute", "C:\\boot.ini", "a.txt%00.html", "a.txt/../../secret.txt", ".hidden",
        "%2ehidden", "pipe", "device", "~root", "../static1/secret.txt"}) {
    out.emplace_back(own);
  }
  return out;
}

TEST(StaticFiles, NeverLeaveTheirFolder) {
  const tests::TemporaryFolder folder;
  folder.write("static/a.txt", "inside");
  folder.write("static/.hidden", "TOP-SECRET");
  folder.write("secret.txt", "TOP-SECRET");
  folder.write("static1/secret.txt", "TOP-SECRET");
  folder.link("static/link", "../secret.txt");
  folder.link("static/folder", "../static1");
  folder.link("static/absolute", "/etc/passwd");
  folder.link("static/device", "/dev/zero");
  ASSERT_EQ(::mkfifo(folder.path("static/pipe").c_str(), 0600), 0);
  App app;
  app.mount("/static", StaticFiles{{.directory = folder.path("static"), .html = true}});
  app.frontend("/page", {.directory = folder.path("static"), .fallback = std::nullopt});
  TestClient client(app, {.follow_redirects = false});
  std::vector<std::string> all = traversals();
  EXPECT_GE(all.size(), 200U);
  for (const std::string& path : all) {
    for (const char* root : {"/static/", "/static", "/page/"}) {
      const auto response = client.get(root + path);
      EXPECT_THAT(response.text, Not(HasSubstr("TOP-SECRET"))) << root << path;
      EXPECT_THAT(response.text, Not(HasSubstr("root:"))) << root << path;
      EXPECT_NE(response.status_code, 500) << root << path;
    }
  }
}

}  // namespace
}  // namespace talaria
