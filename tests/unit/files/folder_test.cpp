#include "files/folder.hpp"

#include "support/temporary_folder.hpp"

#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::files {
namespace {

std::string content_of(const OpenFile& file) {
  std::string text(100, '\0');
  text.resize(file.read(text.data(), text.size(), 0));
  return text;
}

// What a path leads to: the content of a file, or a word in brackets.
std::string outcome(const std::string& directory, std::string_view path, FolderRules rules = {}) {
  const Found found = find_below(directory, path, rules);
  if (found.forbidden) return "<forbidden>";
  switch (found.file.kind()) {
    case OpenFile::Kind::none:
      return "<none>";
    case OpenFile::Kind::regular:
      return content_of(found.file);
    case OpenFile::Kind::directory:
      return "<folder>";
    case OpenFile::Kind::other:
      break;
  }
  return "<other>";
}

TEST(Folder, TakesPathsApartAsNames) {
  EXPECT_EQ(normalize(""), ".");
  EXPECT_EQ(normalize("a/b.txt"), "a/b.txt");
  EXPECT_EQ(normalize("/a//./b/"), "a/b");
  EXPECT_EQ(normalize("a/../b"), "b");
  EXPECT_EQ(normalize("a/.."), ".");
  EXPECT_EQ(normalize("a\\b"), "a\\b");
  for (const std::string bad : {"..", "../a", "a/../../b", "\\a", "/../a"})
    EXPECT_EQ(normalize(bad), std::nullopt) << bad;
  EXPECT_EQ(normalize(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(Folder, OpensWhatIsBelowIt) {
  const tests::TemporaryFolder folder;
  folder.write("site/a.txt", "one");
  folder.write("site/b/c.txt", "two");
  const std::string site = folder.path("site");
  EXPECT_EQ(outcome(site, "a.txt"), "one");
  EXPECT_EQ(outcome(site, "b/c.txt"), "two");
  EXPECT_EQ(outcome(site, "b/../a.txt"), "one");
  EXPECT_EQ(outcome(site, "b"), "<folder>");
  EXPECT_EQ(outcome(site, ""), "<folder>");
  EXPECT_EQ(outcome(site, "a.txt/"), "one");  // as Python's normpath has it
  EXPECT_EQ(outcome(site, "a.txt/b"), "<none>");
  EXPECT_EQ(outcome(site, "x"), "<none>");
  EXPECT_EQ(outcome(site, std::string(5000, 'x')), "<none>");
  EXPECT_EQ(outcome(folder.path("missing"), "a.txt"), "<none>");
}

TEST(Folder, FollowsLinksThatStayInside) {
  const tests::TemporaryFolder folder;
  folder.write("site/a.txt", "inside");
  folder.write("secret.txt", "outside");
  folder.write("site1/a.txt", "sibling");
  folder.link("site/inside", "a.txt");
  folder.link("site/outside", "../secret.txt");
  folder.link("site/absolute", folder.path("secret.txt"));
  folder.link("site/sibling", "../site1");
  folder.link("site/loop", "loop");
  const std::string site = folder.path("site");
  EXPECT_EQ(outcome(site, "inside"), "inside");
  EXPECT_EQ(outcome(site, "outside"), "<none>");
  EXPECT_EQ(outcome(site, "absolute"), "<none>");
  EXPECT_EQ(outcome(site, "sibling/a.txt"), "<none>");
  EXPECT_EQ(outcome(site, "loop"), "<none>");
  EXPECT_EQ(outcome(site, "outside", {.follow_symlink = true}), "outside");
  EXPECT_EQ(outcome(site, "../secret.txt", {.follow_symlink = true}), "<none>");
}

TEST(Folder, ShowsNoDotFilesUnlessAsked) {
  const tests::TemporaryFolder folder;
  folder.write(".env", "secret");
  folder.write(".git/config", "secret");
  folder.write(".well-known/acme/.x", "public");
  EXPECT_EQ(outcome(folder.path(), ".env"), "<none>");
  EXPECT_EQ(outcome(folder.path(), ".git/config"), "<none>");
  EXPECT_EQ(outcome(folder.path(), "a/../.env"), "<none>");
  EXPECT_EQ(outcome(folder.path(), ".well-known/acme/.x"), "public");
  EXPECT_EQ(outcome(folder.path(), ".well-known/../.env"), "<none>");
  EXPECT_EQ(outcome(folder.path(), ".env", {.dot_files = true}), "secret");
}

TEST(Folder, DoesNotWaitForPipes) {
  const tests::TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(outcome(folder.path(), "pipe"), "<other>");
}

TEST(Folder, SaysWhatMayNotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const tests::TemporaryFolder folder;
  folder.write("a.txt", "secret");
  ASSERT_EQ(::chmod(folder.path("a.txt").c_str(), 0), 0);
  EXPECT_EQ(outcome(folder.path(), "a.txt"), "<forbidden>");
}

TEST(Folder, OpensNameByNameWhereTheSystemIsOld) {
  const tests::TemporaryFolder folder;
  folder.write("site/b/c.txt", "two");
  folder.write("secret.txt", "outside");
  folder.link("site/link", "../secret.txt");
  folder.link("site/up", "..");
  const int site = ::open(folder.path("site").c_str(), O_PATH | O_DIRECTORY);
  ASSERT_GE(site, 0);
  const auto open = [&](const std::string& path) {
    const int descriptor = detail::open_name_by_name(site, path);
    return descriptor < 0 ? std::string("<none>") : content_of(OpenFile(descriptor));
  };
  EXPECT_EQ(open("b/c.txt"), "two");
  EXPECT_EQ(open("link"), "<none>");
  EXPECT_EQ(open("up/secret.txt"), "<none>");
  EXPECT_EQ(open("b/x"), "<none>");
  EXPECT_EQ(open("b/c.txt/x"), "<none>");
  ::close(site);
}

}  // namespace
}  // namespace talaria::files
