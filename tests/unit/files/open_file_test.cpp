#include "files/open_file.hpp"

#include "support/temporary_folder.hpp"

#include <string>
#include <system_error>

#include <gtest/gtest.h>

namespace talaria::files {
namespace {

TEST(OpenFile, KnowsWhatItIsAndReads) {
  const tests::TemporaryFolder folder;
  folder.write("a.txt", "0123456789");
  const OpenFile file = open_file(folder.path("a.txt"));
  EXPECT_EQ(file.kind(), OpenFile::Kind::regular);
  EXPECT_EQ(file.size(), 10U);
  EXPECT_GT(file.modified(), 1'600'000'000);
  std::string text(20, '\0');
  EXPECT_EQ(file.read(text.data(), 4, 3), 4U);
  EXPECT_EQ(text.substr(0, 4), "3456");
  EXPECT_EQ(file.read(text.data(), 20, 8), 2U);
  EXPECT_EQ(open_file(folder.path()).kind(), OpenFile::Kind::directory);
  EXPECT_EQ(OpenFile().kind(), OpenFile::Kind::none);
}

TEST(OpenFile, ThrowsForWhatCannotBeOpened) {
  const tests::TemporaryFolder folder;
  folder.write("a", "x");
  EXPECT_THROW(static_cast<void>(open_file(folder.path("b"))), std::system_error);
  EXPECT_THROW(static_cast<void>(open_file(folder.path("a") + std::string(1, '\0') + "b")), std::system_error);
}

}  // namespace
}  // namespace talaria::files
