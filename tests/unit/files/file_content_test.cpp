#include "files/file_content.hpp"

#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>

namespace talaria::files {
namespace {

Task<std::string> read(http::BodyStream& stream) {
  std::string text;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    text += piece;
  }
  co_return text;
}

TEST(FileContent, IsPartsOfTheFileAndTextsBetween) {
  const tests::TemporaryFolder folder;
  folder.write("a", "0123456789");
  const std::vector<Segment> segments{{"<"}, {{}, 2, 4}, {"|"}, {{}, 4, 4}, {{}, 9, 10}, {">"}};
  FileContent content(open_file(folder.path("a")), segments);
  EXPECT_EQ(run_until_complete(read(content)), "<23|9>");
  EXPECT_EQ(read_all(open_file(folder.path("a")), segments), "<23|9>");
}

TEST(FileContent, IsReadInBlocks) {
  const tests::TemporaryFolder folder;
  const std::string large(3 * block_size + 5, 'x');
  folder.write("a", large);
  FileContent content(open_file(folder.path("a")), {{{}, 0, large.size()}});
  const auto first = [&]() -> Task<std::size_t> {
    const std::string_view piece = co_await content.next();
    co_return piece.size();
  };
  EXPECT_EQ(run_until_complete(first()), block_size);
  EXPECT_EQ(run_until_complete(read(content)).size(), large.size() - block_size);
}

TEST(FileContent, FailsWhenTheFileBecameShorter) {
  const tests::TemporaryFolder folder;
  folder.write("a", std::string(100, 'x'));
  FileContent content(open_file(folder.path("a")), {{{}, 0, 100}});
  std::filesystem::resize_file(folder.path("a"), 10);
  EXPECT_THROW(run_until_complete(read(content)), std::runtime_error);
  EXPECT_EQ(read_all(open_file(folder.path("a")), {{{}, 0, 100}}).size(), 10U);
}

}  // namespace
}  // namespace talaria::files
