#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/http/upload_file.hpp>

namespace talaria {
namespace {

namespace fs = std::filesystem;

std::size_t open_files() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

Task<void> use(UploadFile file) {
  co_await file.write("hello ");
  co_await file.write("world");
  co_await file.seek(6);
  std::string rest = co_await file.read();
  EXPECT_EQ(rest, "world");
  co_await file.seek(0);
  std::string first = co_await file.read(5);
  EXPECT_EQ(first, "hello");
  co_await file.write("!");
  co_await file.seek(0);
  std::string all = co_await file.read();
  EXPECT_EQ(all, "hello!world");
  all = co_await file.read();
  EXPECT_EQ(all, "");
  EXPECT_EQ(file.size(), 11u);
}

TEST(UploadFile, ReadsAndWritesInMemoryAndInAFile) {
  for (const std::size_t spool_size : {100, 8, 0}) {
    const std::size_t before = open_files();
    {
      UploadFile file("x", {}, spool_size);
      run_until_complete(use(file));
      EXPECT_EQ(file.in_memory(), spool_size == 100);
    }
    EXPECT_EQ(open_files(), before) << "the file is gone with its last owner";
  }
}

Task<void> save(UploadFile file, std::string path) {
  co_await file.write("some octets");
  co_await file.save(path);
}

TEST(UploadFile, IsSaved) {
  const fs::path path = fs::temp_directory_path() / ("talaria-upload-" + std::to_string(::getpid()));
  for (const std::size_t spool_size : {100, 0}) {
    run_until_complete(save(UploadFile("x", {}, spool_size), path.string()));
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    EXPECT_EQ(content.str(), "some octets");
  }
  fs::remove(path);
  EXPECT_THROW(run_until_complete(save(UploadFile("x", {}), "/no/such/folder/x")), std::system_error);
}

TEST(UploadFile, KnowsItsPart) {
  const UploadFile file("a.txt", {{"content-disposition", "form-data"}, {"content-type", "text/plain"}});
  EXPECT_EQ(file.filename(), "a.txt");
  EXPECT_EQ(file.content_type(), "text/plain");
  EXPECT_EQ(file.headers().size(), 2u);
  EXPECT_EQ(file.size(), 0u);
  EXPECT_FALSE(UploadFile("a", {}).content_type().has_value());
  EXPECT_FALSE(UploadFile());
}

TEST(UploadFile, HasANameForAFileSystem) {
  const auto sanitized = [](std::string name) { return UploadFile(std::move(name), {}).sanitized_filename(); };
  EXPECT_EQ(sanitized("a b.txt"), "a b.txt");
  EXPECT_EQ(sanitized("../../etc/passwd"), "passwd");
  EXPECT_EQ(sanitized("C:\\Users\\x.txt"), "x.txt");
  EXPECT_EQ(sanitized("a\0b\nc:d"), "a");  // a literal ends at its first NUL
  EXPECT_EQ(sanitized(std::string("a\0b\nc:d", 7)), "a_b_c_d");
  for (const char* name : {"", ".", "..", "a/", " . "}) EXPECT_EQ(sanitized(name), "file") << name;
  EXPECT_EQ(sanitized(".htaccess"), "htaccess");
  EXPECT_EQ(sanitized("\xc3\xa9.txt"), "\xc3\xa9.txt");
  std::string long_name;
  for (int i = 0; i < 200; ++i) long_name += "\xc3\xa9";
  EXPECT_EQ(sanitized(long_name).size(), 254u);
}

Task<std::string> close(UploadFile file) {
  co_await file.write("some octets");
  co_await file.close();
  co_await file.seek(0);
  std::string rest = co_await file.read();
  co_return rest;
}

TEST(UploadFile, IsEmptyOnceClosed) {
  EXPECT_EQ(run_until_complete(close(UploadFile("x", {}, 0))), "");
  EXPECT_EQ(run_until_complete(close(UploadFile("x", {}))), "");
}

}  // namespace
}  // namespace talaria
